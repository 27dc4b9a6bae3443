package org.mingzhang.events.catalogue;

import java.util.ArrayList;
import java.util.List;

/** What is being found about one row. */
final class Verdict {

    private final List<CellProblem> problems = new ArrayList<>(0);
    private final List<Normalised> notes = new ArrayList<>(0);

    void problem(CellProblem problem) {
        problems.add(problem);
    }

    void problem(Field field, String rule, String zh, String en) {
        problems.add(new CellProblem(field.name(), rule, "“" + field.zh() + "”" + zh, "“" + field.zh() + "” " + en));
    }

    /** The tidied text, noted if it differs. */
    String tidied(Field field, String from, Tidy tidy) {
        if (tidy.changed()) {
            notes.add(new Normalised(
                    field.name(),
                    from,
                    tidy.text(),
                    "“" + field.zh() + "”已规范：" + tidy.zh(),
                    "“" + field.zh() + "” was tidied: " + tidy.en()));
        }
        return tidy.text();
    }

    List<CellProblem> problems() {
        return problems;
    }

    List<Normalised> notes() {
        return notes;
    }
}
