package org.mingzhang.query.print;

import java.util.List;

/** A section of a paper: a title, headings, and lines; without lines it says that there is none. */
public record Section(String title, List<String> headings, List<List<String>> lines) {

    void draw(Paper paper) {
        if (!paper.fits(60)) {
            paper.turn();
        }
        paper.down(8);
        paper.paragraph(11, title + "（" + lines.size() + "）");
        paper.down(2);
        if (lines.isEmpty()) {
            paper.paragraph(9, "无。");
        } else {
            new Grid(paper, headings, lines).draw();
        }
    }
}
