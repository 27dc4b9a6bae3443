package org.mingzhang.events.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a file that is being changed before it is read. What another file puts into it keeps the place where it was
 * written, so that a mistake in it is told where it was made.
 *
 * @param item the mapping
 * @param places of the nodes put in, the file they were written in
 */
record ChangedNode(Item item, Map<Node, String> places) {

    ChangedNode(Item item, Map<Node, String> places) {
        this.item = new Item(item.file(), item.path(), item.node(), places);
        this.places = places;
        item.mapping();
    }

    private List<NodeTuple> entries() {
        return ((MappingNode) item.node()).getValue();
    }

    /** Sets an entry to what another file says. */
    void put(String key, Item value) {
        placed(value);
        var entries = entries();
        for (var i = 0; i < entries.size(); i++) {
            if (entries.get(i).getKeyNode() instanceof ScalarNode known
                    && known.getValue().equals(key)) {
                entries.set(i, new NodeTuple(known, value.node()));
                return;
            }
        }
        var mark = value.node().getStartMark();
        var name = new ScalarNode(Tag.STR, key, mark, mark, DumperOptions.ScalarStyle.PLAIN);
        entries.add(new NodeTuple(name, value.node()));
    }

    private void placed(Item value) {
        places.put(value.node(), value.file());
    }

    Listed list(String key) {
        var list = new Keys(item, key, Keys.ANY).get(key);
        list.list();
        return new Listed(list);
    }

    /** A list below it. */
    final class Listed {

        private final Item list;

        private Listed(Item list) {
            this.list = list;
        }

        private List<Node> nodes() {
            return ((SequenceNode) list.node()).getValue();
        }

        void add(Item element) {
            placed(element);
            nodes().add(element.node());
        }

        void removeText(String text) {
            nodes().removeIf(node ->
                    node instanceof ScalarNode scalar && scalar.getValue().equals(text));
        }

        void replaceText(String text, Item by) {
            for (var i = 0; i < nodes().size(); i++) {
                if (nodes().get(i) instanceof ScalarNode scalar
                        && scalar.getValue().equals(text)) {
                    placed(by);
                    nodes().set(i, by.node());
                }
            }
        }

        /** The mapping in the list whose entry of that key says that. */
        ChangedNode named(Item name, String key) {
            var element = list.list().get(place(name, key));
            return new ChangedNode(element, places);
        }

        /** Puts others where the mapping stands whose entry of that key says that. */
        void replace(Item name, String key, List<Item> by) {
            var place = place(name, key);
            nodes().remove(place);
            by.forEach(item -> placed(item));
            nodes().addAll(place, by.stream().map(Item::node).toList());
        }

        private int place(Item name, String key) {
            var elements = list.list();
            for (var i = 0; i < elements.size(); i++) {
                var said = elements.get(i).mapping().get(key);
                if (said != null && Objects.equals(said.written(), name.text())) {
                    return i;
                }
            }
            throw name.refused(
                    "原目录的 " + list.file() + " 中没有 " + name.text(), "the earlier edition has nothing of that name");
        }
    }
}
