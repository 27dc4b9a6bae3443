package org.mingzhang.events.catalogue;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 参数取值: what the parameters of an edition are worth in one campaign: its own values, and the edition's for the rest. */
public final class ParameterValues {

    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Object> values = new HashMap<>();

    private ParameterValues(Catalogue catalogue, Map<String, String> ofCampaign) {
        for (var parameter : catalogue.parameters()) {
            parameters.put(parameter.name(), parameter);
            Optional.ofNullable(ofCampaign.get(parameter.name()))
                    .or(parameter::value)
                    .ifPresent(written -> values.put(parameter.name(), read(parameter, written)));
        }
        for (var name : ofCampaign.keySet()) {
            if (!parameters.containsKey(name)) {
                throw new IllegalArgumentException("no parameter " + name);
            }
        }
    }

    /**
     * The values in a campaign.
     *
     * @param ofCampaign the campaign's own values, written as text, by name
     * @throws IllegalArgumentException if one has no such name or cannot be read; see {@link Parameter#accepts}
     */
    public static ParameterValues of(Catalogue catalogue, Map<String, String> ofCampaign) {
        return new ParameterValues(catalogue, ofCampaign);
    }

    private static Object read(Parameter parameter, String written) {
        return Values.read(parameter.type(), written)
                .orElseThrow(
                        () -> new IllegalArgumentException("parameter " + parameter.name() + " cannot be " + written));
    }

    /** The parameters that have no value yet, neither the edition's nor the campaign's. */
    public List<Parameter> missing() {
        return parameters.values().stream()
                .filter(parameter -> !values.containsKey(parameter.name()))
                .toList();
    }

    /** As rules see them, by name. */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }
}
