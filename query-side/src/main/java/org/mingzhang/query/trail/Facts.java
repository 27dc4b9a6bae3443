package org.mingzhang.query.trail;

import java.util.Set;
import org.mingzhang.events.Event;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.EventTypes;
import org.mingzhang.events.org.OrganisationEvent.StaffRecorded;
import org.mingzhang.events.table.CorrectionEvent.CorrectionProposed;
import org.mingzhang.events.table.EntryEvent;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** 要点: what the trail keeps of an event besides who, when and where; never a personal value and never a cell's. */
final class Facts {

    private static final Set<String> TOLD_ELSEWHERE = Set.of(
            "by",
            "at",
            "table",
            "campaign",
            "college",
            "department",
            "entry",
            "how",
            "reason",
            "device",
            "digest",
            "identityNumber");

    private Facts() {}

    static String of(Event event) {
        if (event instanceof EntryEvent entry) {
            return ofEntry(entry).toString();
        }
        if (event instanceof CorrectionProposed proposed) {
            return ofProposal(proposed).toString();
        }
        ObjectNode facts = EventJson.mapper().valueToTree(event);
        facts.remove(TOLD_ELSEWHERE);
        if (facts.get("keys") instanceof ArrayNode keys) {
            facts.put("keys", keys.size());
        }
        if (event instanceof StaffRecorded) {
            facts.remove("name");
        }
        return facts.toString();
    }

    static String kindOf(Event event) {
        return EventTypes.nameOf(event.getClass()).value();
    }

    private static ObjectNode ofProposal(CorrectionProposed proposed) {
        var facts = JsonNodeFactory.instance.objectNode();
        facts.put("correction", proposed.correction());
        facts.put("revision", proposed.revision());
        proposed.changes().keySet().forEach(facts.putArray("fields")::add);
        facts.put("evidence", proposed.evidence());
        return facts;
    }

    private static ObjectNode ofEntry(EntryEvent event) {
        var facts = JsonNodeFactory.instance.objectNode();
        if (event instanceof EntryEvent.EntryAdded added) {
            origin(facts, added.origin());
        } else if (event instanceof EntryEvent.EntryAmended amended) {
            facts.put("revision", amended.revision());
            amended.changes().keySet().forEach(facts.putArray("fields")::add);
            origin(facts, amended.origin());
        } else if (event instanceof EntryEvent.EntryRemoved removed) {
            facts.put("revision", removed.revision());
            origin(facts, removed.origin());
        } else if (event instanceof EntryEvent.BatchClosed closed) {
            facts.put("batch", closed.batch());
            facts.put("added", closed.added());
            facts.put("amended", closed.amended());
            facts.put("removed", closed.removed());
            var source = closed.source();
            if (source != null) {
                facts.put("fileName", source.fileName());
                facts.put("sha256", source.sha256());
                facts.put("preparedBy", source.preparedBy());
            }
        } else if (event instanceof EntryEvent.ValuesTidied tidied) {
            facts.put("batch", tidied.batch());
            facts.put(
                    "cells",
                    tidied.entries().stream()
                            .mapToInt(each -> each.raw().size())
                            .sum());
            tidied.entries().forEach(each -> facts.withArray("entries").add(each.entry()));
        } else if (event instanceof EntryEvent.EntryConfirmed confirmed) {
            facts.put("revision", confirmed.revision());
        } else if (event instanceof EntryEvent.TeacherExcused excused) {
            facts.put("teacher", excused.teacher());
        }
        return facts;
    }

    private static void origin(ObjectNode facts, EntryEvent.@org.jspecify.annotations.Nullable Origin origin) {
        if (origin != null) {
            facts.put("batch", origin.batch());
            facts.put("row", origin.row());
        }
    }
}
