package org.mingzhang.events.catalogue;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads one edition and compares its files with each other. */
final class EditionReader {

    private final Source source;
    private final String edition;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, CodeList> codeLists = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();

    private EditionReader(Source source, String edition) {
        this.source = source;
        this.edition = edition;
    }

    static Catalogue read(Source source, String edition) {
        return new EditionReader(source, edition).read();
    }

    private Catalogue read() {
        var files = EditionFiles.of(source, edition);
        readGroups(files.shared("groups.yaml"));
        readCodeLists(files.shared("codelists.yaml"));
        readTables(files.tables());
        drafts.values().forEach(this::compare);
        var rules = new RulesReader(files.shared("rules.yaml"), drafts);
        var figures = new IndicatorsReader(files.shared("indicators.yaml"), codeLists);
        var facts = files.optional("facts.yaml");
        var language = new Names(drafts, codeLists, rules.parameters(), figures.ids());
        var checks = rules.rules(language);
        var examples = files.own("examples.yaml")
                .map(new ExamplesReader(drafts, checks)::read)
                .orElse(new ExamplesReader.Read(Map.of(), List.of()));
        var push = files.optional("push.yaml").map(new PushFormReader(drafts, codeLists)::read);
        return new Catalogue(new Catalogue.Parts(
                edition,
                files.head().text("version"),
                files.head().text("based_on"),
                files.sha256(),
                files.lineage(),
                List.copyOf(groups.values()),
                List.copyOf(codeLists.values()),
                new Computations(drafts, language).tables(),
                rules.parameters(),
                checks,
                figures.categories(),
                figures.cards(),
                figures.indicators(language),
                facts.map(file -> new FactsReader(
                                        drafts, checks.stream().map(Rule::id).collect(Collectors.toSet()))
                                .facts(file))
                        .orElse(List.of()),
                examples.parameters(),
                examples.examples(),
                push));
    }

    private void readGroups(Item file) {
        for (var item : new Keys(file, "groups").get("groups").list()) {
            var keys = new Keys(item, "code", "zh", "part");
            var group = new Group(
                    keys.text("code"), keys.text("zh"), keys.get("part").one(Group.Part.class));
            if (groups.put(group.code(), group) != null) {
                throw keys.get("code").refused("表组 " + group.code() + " 重复", "duplicate group");
            }
        }
    }

    private void readCodeLists(Item file) {
        for (var item : new Keys(file, "codelists").get("codelists").list()) {
            var keys = new Keys(item, "id", "zh", "basis", "source?", "values");
            var list = new CodeList(
                    keys.text("id"),
                    keys.text("zh"),
                    keys.get("basis").one(Basis.class),
                    keys.find("source").map(Item::text).orElse(null),
                    codes(keys));
            if (codeLists.put(list.id(), list) != null) {
                throw keys.get("id").refused("代码表 " + list.id() + " 重复", "duplicate code list");
            }
        }
    }

    private static List<CodeList.Code> codes(Keys list) {
        var codes = new LinkedHashMap<String, CodeList.Code>();
        for (var item : list.get("values").named("codelists." + list.text("id")).list()) {
            var keys = new Keys(item, "code", "zh", "valid_from?", "valid_to?", "replaced_by?");
            var code = new CodeList.Code(
                    keys.text("code"),
                    keys.text("zh"),
                    keys.find("valid_from").map(Item::day).orElse(null),
                    keys.find("valid_to").map(Item::day).orElse(null),
                    keys.find("replaced_by").map(Item::texts).orElse(List.of()));
            checkValidity(code, keys);
            if (codes.put(code.code(), code) != null) {
                throw keys.get("code").refused("代码 " + code.code() + " 重复", "duplicate code");
            }
        }
        if (codes.isEmpty()) {
            throw list.get("values").refused("没有代码", "a code list has codes");
        }
        for (var code : codes.values()) {
            for (var next : code.replacedBy()) {
                if (!codes.containsKey(next) || next.equals(code.code())) {
                    throw list.get("values")
                            .refused("代码 " + code.code() + " 改用的代码 " + next + " 不存在", "no such code to be replaced by");
                }
            }
        }
        return List.copyOf(codes.values());
    }

    private static void checkValidity(CodeList.Code code, Keys keys) {
        if (code.validFrom() != null && code.validTo() != null && code.validTo().isBefore(code.validFrom())) {
            throw keys.get("valid_to").refused("停用日期早于启用日期", "it ends before it begins");
        }
        if (!code.replacedBy().isEmpty() && code.validTo() == null) {
            throw keys.get("replaced_by").refused("未停用的代码不能由其他代码代替", "only a code that ends is replaced");
        }
    }

    private void readTables(List<Item> files) {
        var codes = new HashSet<String>();
        for (var file : files) {
            var draft = Draft.read(file);
            if (drafts.put(draft.table().name(), draft) != null) {
                throw draft.keys().get("name").refused("表名 " + draft.table().name() + " 重复", "duplicate table");
            }
            if (!codes.add(draft.table().code())) {
                throw draft.keys().get("code").refused("表号 " + draft.table().code() + " 重复", "duplicate table number");
            }
        }
    }

    /** What a table says of other files must be there. */
    private void compare(Draft draft) {
        if (!groups.containsKey(draft.table().group())) {
            throw draft.keys().get("group").refused("表组 " + draft.table().group() + " 不存在", "no such group");
        }
        for (var field : draft.table().fields()) {
            var keys = draft.fieldKeys().get(field.name());
            if (keys == null) {
                continue;
            }
            if (field.codeList() != null && !codeLists.containsKey(field.codeList())) {
                throw keys.get("code_list").refused("代码表 " + field.codeList() + " 不存在", "no such code list");
            }
            if (field.reference() != null) {
                compare(keys.get("references"), field.reference());
            }
        }
    }

    private void compare(Item place, Reference reference) {
        var target = drafts.get(reference.table());
        if (target == null) {
            throw place.refused("表 " + reference.table() + " 不存在", "no such table");
        }
        if (target.table().field(reference.field()).isEmpty()) {
            throw place.refused("表 " + reference.table() + " 没有字段 " + reference.field(), "no such field");
        }
        if (!target.table().key().contains(reference.field())) {
            throw place.refused(
                    reference.table() + "." + reference.field() + " 不是业务主键字段",
                    "a reference points to a field of a business key");
        }
    }
}
