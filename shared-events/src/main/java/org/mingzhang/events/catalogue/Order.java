package org.mingzhang.events.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/** 先后: puts names into an order in which each comes after those it needs. */
final class Order {

    private final Function<String, Collection<String>> needs;
    private final Function<List<String>, CatalogueRefused> refusal;
    private final LinkedHashSet<String> done = new LinkedHashSet<>();
    private final LinkedHashSet<String> begun = new LinkedHashSet<>();

    private Order(Function<String, Collection<String>> needs, Function<List<String>, CatalogueRefused> refusal) {
        this.needs = needs;
        this.refusal = refusal;
    }

    /**
     * The names in order, otherwise as given.
     *
     * @param needs what a name needs; names not given are passed over
     * @param refusal what to say of names that need each other in a circle
     */
    static List<String> of(
            Collection<String> names,
            Function<String, Collection<String>> needs,
            Function<List<String>, CatalogueRefused> refusal) {
        var order = new Order(
                name -> needs.apply(name).stream().filter(names::contains).toList(), refusal);
        names.forEach(order::add);
        return List.copyOf(order.done);
    }

    private void add(String name) {
        if (done.contains(name)) {
            return;
        }
        if (!begun.add(name)) {
            var circle = new ArrayList<>(begun);
            throw refusal.apply(circle.subList(circle.indexOf(name), circle.size()));
        }
        needs.apply(name).forEach(this::add);
        begun.remove(name);
        done.add(name);
    }
}
