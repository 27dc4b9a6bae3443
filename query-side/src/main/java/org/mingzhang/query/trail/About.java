package org.mingzhang.query.trail;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.Event;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.How;

/**
 * What an event is about, found by the names of its components: an event of a later year is in the trail without a change
 * here.
 *
 * @param subject staff number of the person it happened to, if it happened to one
 */
record About(
        @Nullable String campaign,
        @Nullable String table,
        @Nullable String department,
        @Nullable Integer entry,
        @Nullable String subject,
        @Nullable String how,
        @Nullable String reason) {

    private static final Map<Class<?>, Map<String, Method>> COMPONENTS = new ConcurrentHashMap<>();

    static About of(Event event) {
        var campaign = said(event, "campaign", CampaignKey.class);
        var table = table(event, campaign);
        var how = said(event, "how", How.class);
        var staff = said(event, "staffNo", String.class);
        var key = table != null ? table.campaign() : campaign;
        return new About(
                key == null ? null : key.toString(),
                table == null ? null : table.toString(),
                said(event, "department", String.class),
                said(event, "entry", Integer.class),
                staff == null ? said(event, "teacher", String.class) : staff,
                how == null ? null : how.name(),
                said(event, "reason", String.class));
    }

    private static @Nullable TableKey table(Event event, @Nullable CampaignKey campaign) {
        var code = said(event, "table", String.class);
        return campaign != null && code != null ? campaign.table(code) : said(event, "table", TableKey.class);
    }

    private static <T> @Nullable T said(Event event, String component, Class<T> type) {
        var accessor =
                COMPONENTS.computeIfAbsent(event.getClass(), About::accessors).get(component);
        if (accessor == null) {
            return null;
        }
        try {
            var value = accessor.invoke(event);
            return type.isInstance(value) ? type.cast(value) : null;
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("an event's components can be read", impossible);
        }
    }

    private static Map<String, Method> accessors(Class<?> event) {
        return Arrays.stream(event.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getAccessor));
    }
}
