package org.mingzhang.events.catalogue;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how an edition's tables are told in the ministry's push form; tables, fields and codes it names must exist. */
final class PushFormReader {

    private final Map<String, Draft> drafts;
    private final Map<String, CodeList> codeLists;
    private final Map<String, PushForm.Codes> codes = new LinkedHashMap<>();

    PushFormReader(Map<String, Draft> drafts, Map<String, CodeList> codeLists) {
        this.drafts = drafts;
        this.codeLists = codeLists;
    }

    PushForm read(Item file) {
        var keys = new Keys(file, "standard", "version", "batch", "first", "last", "codes", "tables");
        if (keys.get("batch").whole() < 1) {
            throw keys.get("batch").refused("每批至少一条", "a batch holds a record");
        }
        keys.get("codes").list().forEach(this::readCodes);
        return new PushForm(
                keys.text("standard"),
                keys.text("version"),
                keys.get("batch").whole(),
                keys.get("first").list().stream().map(this::common).toList(),
                keys.get("last").list().stream().map(this::common).toList(),
                List.copyOf(codes.values()),
                keys.get("tables").list().stream().map(this::target).toList());
    }

    private void readCodes(Item item) {
        var keys = new Keys(item, "id", "list", "basis", "map");
        var list = codeLists.get(keys.text("list"));
        if (list == null) {
            throw keys.get("list").refused("没有代码表 " + keys.text("list"), "no such code list");
        }
        var known = list.values().stream().map(CodeList.Code::code).collect(Collectors.toSet());
        var map = new TreeMap<String, String>();
        keys.get("map").mapping().forEach((code, theirs) -> {
            if (!known.contains(code)) {
                throw theirs.refused("代码表 " + list.id() + " 没有代码 " + code, "no such code");
            }
            map.put(code, theirs.text());
        });
        var read =
                new PushForm.Codes(keys.text("id"), list.id(), keys.get("basis").one(Basis.class), map);
        if (codes.put(read.id(), read) != null) {
            throw keys.get("id").refused("代码集 " + read.id() + " 重复", "duplicate mapping");
        }
    }

    private PushForm.Target target(Item item) {
        var keys = new Keys(item, "number", "subclass?", "zh", "from", "where?", "fields");
        var from = keys.text("from");
        var table = Optional.ofNullable(drafts.get(from))
                .orElseThrow(() -> keys.get("from").refused("没有表 " + from, "no such table"))
                .table();
        var names = new HashSet<String>();
        var fields = keys.get("fields").list().stream()
                .map(each -> field(each, table, names))
                .toList();
        return new PushForm.Target(
                keys.get("number").whole(),
                keys.find("subclass").map(Item::text).orElse(null),
                keys.text("zh"),
                from,
                keys.find("where").map(each -> filter(each, table)).orElse(null),
                fields);
    }

    private static PushForm.Filter filter(Item item, Table table) {
        var keys = new Keys(item, "field", "in?", "filled?");
        if (table.field(keys.text("field")).isEmpty()) {
            throw keys.get("field").refused("表 " + table.name() + " 没有字段 " + keys.text("field"), "no such field");
        }
        return new PushForm.Filter(
                keys.text("field"), keys.find("in").map(Item::texts).orElse(List.of()));
    }

    /** A field that every record has. */
    private PushForm.Field common(Item item) {
        var keys = new Keys(item, "name", "zh", "type", "length", "must", "the");
        return field(keys, new PushForm.Origin.The(keys.get("the").one(PushForm.Common.class)));
    }

    private PushForm.Field field(Item item, Table table, Set<String> names) {
        var keys =
                new Keys(item, "name", "zh", "type", "length?", "must?", "cell?", "as?", "codes?", "value?", "none?");
        if (!names.add(keys.text("name"))) {
            throw keys.get("name").refused("字段 " + keys.text("name") + " 重复", "duplicate field");
        }
        if (keys.has("cell") == keys.has("none")) {
            throw item.refused("取自哪个字段、不采集的缘由，须写且只写一项", "either a cell or why there is none");
        }
        return keys.has("none")
                ? field(keys, new PushForm.Origin.None(keys.text("none")))
                : field(keys, cell(keys, table));
    }

    private static PushForm.Field field(Keys keys, PushForm.Origin origin) {
        var length = keys.find("length").map(each -> each.text().split(",", -1)).orElse(null);
        return new PushForm.Field(
                keys.text("name"),
                keys.text("zh"),
                type(keys.get("type")),
                length == null ? null : number(keys.get("length"), length[0]),
                length == null || length.length < 2 ? null : number(keys.get("length"), length[1]),
                keys.find("must").map(Item::flag).orElse(null),
                origin);
    }

    private static PushForm.Type type(Item item) {
        try {
            return PushForm.Type.valueOf(item.text());
        } catch (IllegalArgumentException unknown) {
            throw item.refused(item.text() + " 不是标准的数据类型", "not a type of the standard");
        }
    }

    private static int number(Item place, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException unreadable) {
            throw place.refused("长度应为 20 或 20,1", "a length is 20 or 20,1");
        }
    }

    private PushForm.Origin.Cell cell(Keys keys, Table table) {
        var path = List.of(keys.text("cell").split("\\.", -1));
        var last = follow(keys.get("cell"), table, path);
        var as = keys.find("as").map(each -> each.one(PushForm.As.class)).orElse(PushForm.As.PLAIN);
        if ((as == PushForm.As.IS) != keys.has("value")) {
            throw keys.get("cell").refused("as: is 与 value 须一起写", "as: is and value go together");
        }
        if (as == PushForm.As.WORDS && last.codeList() == null) {
            throw keys.get("as").refused("字段 " + last.name() + " 没有代码表", "the field has no code list");
        }
        return new PushForm.Origin.Cell(
                path,
                as,
                keys.find("codes").map(each -> mapping(each, last)).orElse(null),
                keys.find("value").map(Item::text).orElse(null));
    }

    private String mapping(Item item, Field field) {
        var mapping = codes.get(item.text());
        if (mapping == null || !mapping.list().equals(field.codeList())) {
            throw item.refused(
                    "代码集 " + item.text() + " 不是字段 " + field.name() + " 的", "not a mapping of this field's codes");
        }
        return mapping.id();
    }

    /** The last field of a path, whose fields before it are references. */
    private Field follow(Item place, Table table, List<String> path) {
        var here = table;
        @Nullable Field last = null;
        for (var name : path) {
            if (last != null) {
                var draft = last.reference() == null
                        ? null
                        : drafts.get(last.reference().table());
                if (draft == null) {
                    throw place.refused("字段 " + last.name() + " 不是引用", "not a reference");
                }
                here = draft.table();
            }
            var in = here;
            last = here.field(name)
                    .orElseThrow(() -> place.refused("表 " + in.name() + " 没有字段 " + name, "no such field"));
        }
        if (last == null) {
            throw place.refused("应为字段名", "a field's name is expected");
        }
        return last;
    }
}
