package org.mingzhang.query.print;

import java.util.ArrayList;
import java.util.List;

/**
 * 表格 on paper. Columns are as wide as their content wants within limits; what does not fit side by side follows in further bands,
 * each with the number of the row in front, so that no text becomes too small to read.
 */
final class Grid {

    private static final float TEXT = 8;
    private static final float PADDING = 3;
    private static final float NARROWEST = 30;
    private static final float WIDEST = 150;

    /** Rows that a column's width is taken from; what is longer further down is wrapped. */
    private static final int MEASURED = 500;

    private final Paper paper;
    private final List<String> headings;
    private final List<List<String>> rows;
    private final float[] widths;

    /**
     * A table.
     *
     * @param headings the first stands in front of every band
     * @param rows cells in the order of the headings
     */
    Grid(Paper paper, List<String> headings, List<List<String>> rows) {
        this.paper = paper;
        this.headings = List.copyOf(headings);
        this.rows = rows;
        this.widths = new float[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = wanted(i);
        }
    }

    private float wanted(int column) {
        // a long heading takes three lines
        float widest = paper.widthOf(headings.get(column), TEXT) / 3 + TEXT;
        for (var row : rows.subList(0, Math.min(rows.size(), MEASURED))) {
            widest = Math.max(widest, paper.widthOf(row.get(column), TEXT));
        }
        return Math.min(WIDEST, Math.max(NARROWEST, widest + 2 * PADDING + 1));
    }

    /** Columns of each band, without the first. */
    private List<List<Integer>> bands() {
        var bands = new ArrayList<List<Integer>>();
        var band = new ArrayList<Integer>();
        float used = widths[0];
        for (int i = 1; i < widths.length; i++) {
            if (!band.isEmpty() && used + widths[i] > paper.width()) {
                bands.add(List.copyOf(band));
                band.clear();
                used = widths[0];
            }
            band.add(i);
            used += widths[i];
        }
        if (!band.isEmpty() || bands.isEmpty()) {
            bands.add(List.copyOf(band));
        }
        return bands;
    }

    /** Draws the table from the cursor on. */
    void draw() {
        var bands = bands();
        if (bands.size() == 1) {
            spread();
        }
        for (int i = 0; i < bands.size(); i++) {
            if (i > 0) {
                paper.turn();
            }
            var note = bands.size() > 1 ? "（第 " + (i + 1) + " 栏，共 " + bands.size() + " 栏）" : "";
            draw(bands.get(i), note);
        }
    }

    /** What fits with room to spare takes the whole width. */
    private void spread() {
        float sum = 0;
        for (float width : widths) {
            sum += width;
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] *= paper.width() / sum;
        }
    }

    private void draw(List<Integer> band, String note) {
        if (!note.isEmpty()) {
            paper.paragraph(TEXT, note);
            paper.down(2);
        }
        line(band, headings, true);
        for (var row : rows) {
            if (line(band, row, false)) {
                continue;
            }
            paper.turn();
            line(band, headings, true);
            line(band, row, false);
        }
    }

    /** Whether there was room for it. */
    private boolean line(List<Integer> band, List<String> cells, boolean heading) {
        var columns = new ArrayList<Integer>();
        columns.add(0);
        columns.addAll(band);
        var wrapped = columns.stream()
                .map(column -> paper.wrapped(cells.get(column), TEXT, widths[column] - 2 * PADDING))
                .toList();
        int lines = wrapped.stream().mapToInt(List::size).max().orElse(1);
        float height = lines * Paper.line(TEXT) + 2 * PADDING;
        if (!paper.fits(height) && !heading) {
            return false;
        }
        float top = paper.y();
        paper.down(height);
        float x = paper.left();
        for (int i = 0; i < wrapped.size(); i++) {
            float width = widths[columns.get(i)];
            if (heading) {
                paper.shade(x, paper.y(), width, height, 0.93f);
            }
            paper.box(x, paper.y(), width, height, false);
            float base = top - PADDING - TEXT;
            for (var text : wrapped.get(i)) {
                paper.text(x + PADDING, base, TEXT, text);
                base -= Paper.line(TEXT);
            }
            x += width;
        }
        return true;
    }
}
