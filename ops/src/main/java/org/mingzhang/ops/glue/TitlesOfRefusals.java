package org.mingzhang.ops.glue;

import java.util.Optional;
import org.mingzhang.command.ProblemDocument;
import org.mingzhang.query.trail.RefusalTitles;
import org.springframework.stereotype.Component;

/** Lends the views the law's words for what it refuses. */
@Component
final class TitlesOfRefusals implements RefusalTitles {

    @Override
    public Optional<String> of(String rule, boolean english) {
        return ProblemDocument.title(rule, english);
    }
}
