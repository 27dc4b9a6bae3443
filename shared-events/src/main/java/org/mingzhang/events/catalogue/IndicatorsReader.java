package org.mingzhang.events.catalogue;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads core indicators with their thresholds. */
final class IndicatorsReader {

    /** Indicators are about the whole college, so the row at hand is the college's own. */
    private static final String COLLEGE = "college_profile";

    private static final Set<String> LEVELS = Set.of("qualified", "limited");

    private final Keys file;
    private final List<Indicator.Category> categories;
    private final Map<String, Keys> written = new LinkedHashMap<>();

    IndicatorsReader(Item file, Map<String, CodeList> codeLists) {
        this.file = new Keys(
                file,
                "categories",
                "card_rules",
                "card_basis",
                "card_source",
                "threshold_basis_note",
                "threshold_verified",
                "indicators");
        refuseUnreadable();
        this.categories = readCategories(codeLists);
        for (var item : this.file.get("indicators").list()) {
            var id = item.mapping().get("id");
            var keys = new Keys(
                    id == null ? item : item.named("indicators." + id.text()),
                    "id",
                    "zh",
                    "unit",
                    "class",
                    "direction",
                    "expr",
                    "basis",
                    "source",
                    "note?",
                    "thresholds?",
                    "alternative?",
                    "alternative_note?");
            if (written.put(keys.text("id"), keys) != null) {
                throw keys.get("id").refused("指标 " + keys.text("id") + " 重复", "duplicate indicator");
            }
        }
    }

    /** What is written for people alone must be readable too. */
    private void refuseUnreadable() {
        file.get("card_basis").one(Basis.class);
        file.text("card_source");
        file.text("threshold_basis_note");
        new Keys(file.get("threshold_verified"), "qualified", "limited", "monitoring");
    }

    Set<String> ids() {
        return written.keySet();
    }

    List<Indicator.Category> categories() {
        return categories;
    }

    private List<Indicator.Category> readCategories(Map<String, CodeList> codeLists) {
        var ids = new LinkedHashSet<String>();
        return file.get("categories").list().stream()
                .map(item -> {
                    var keys = new Keys(item, "id", "zh", "school_nature");
                    if (!ids.add(keys.text("id"))) {
                        throw keys.get("id").refused("院校类别重复", "duplicate category");
                    }
                    for (var code : keys.get("school_nature").list()) {
                        var list = codeLists.get("school_nature");
                        if (list == null || !list.has(code.text())) {
                            throw code.refused("代码 " + code.text() + " 不在代码表 school_nature 中", "no such code");
                        }
                    }
                    return new Indicator.Category(
                            keys.text("id"),
                            keys.text("zh"),
                            keys.get("school_nature").texts());
                })
                .toList();
    }

    List<Indicator.Card> cards() {
        return file.get("card_rules").list().stream()
                .map(item -> new Keys(item, "id", "zh", "when"))
                .map(keys -> new Indicator.Card(keys.text("id"), keys.text("zh"), keys.text("when")))
                .toList();
    }

    List<Indicator> indicators(Names names) {
        var read = new LinkedHashMap<String, Indicator>();
        written.forEach((id, keys) -> read.put(id, indicator(keys, names)));
        return Order.of(
                        read.keySet(),
                        id -> uses(Objects.requireNonNull(read.get(id))),
                        circle -> Objects.requireNonNull(written.get(circle.get(0)))
                                .get("expr")
                                .refused(
                                        "指标互相依赖：" + String.join(" → ", circle),
                                        "indicators depend on each other in a circle"))
                .stream()
                .map(read::get)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static Set<String> uses(Indicator indicator) {
        var uses = new LinkedHashSet<>(indicator.expression().indicators());
        indicator.alternative().ifPresent(alternative -> uses.addAll(alternative.indicators()));
        return uses;
    }

    private Indicator indicator(Keys keys, Names names) {
        if (keys.has("alternative") != keys.has("alternative_note")) {
            throw keys.get("id").refused("alternative 与 alternative_note 须同时有", "an alternative has a note");
        }
        return new Indicator(
                keys.text("id"),
                keys.text("zh"),
                keys.text("unit"),
                keys.get("class").one(Indicator.Kind.class),
                keys.get("direction").one(Indicator.Direction.class),
                names.figure(keys.get("expr"), COLLEGE),
                keys.get("basis").one(Basis.class),
                keys.text("source"),
                keys.find("note").map(Item::text),
                keys.find("thresholds").map(this::thresholds).orElse(Map.of()),
                keys.find("alternative").map(item -> names.condition(item, COLLEGE)),
                keys.find("alternative_note").map(Item::text));
    }

    private Map<String, Map<String, BigDecimal>> thresholds(Item item) {
        var levels = new LinkedHashMap<String, Map<String, BigDecimal>>();
        item.mapping().forEach((level, values) -> {
            if (!LEVELS.contains(level)) {
                throw values.refused("未知的键 " + level, "unknown key");
            }
            var keys = new Keys(
                    values, categories.stream().map(Indicator.Category::id).toArray(String[]::new));
            var byCategory = new LinkedHashMap<String, BigDecimal>();
            categories.forEach(category ->
                    byCategory.put(category.id(), keys.get(category.id()).number()));
            levels.put(level, Map.copyOf(byCategory));
        });
        return levels;
    }
}
