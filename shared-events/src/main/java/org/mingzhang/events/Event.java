package org.mingzhang.events;

import java.time.Instant;
import org.mingzhang.events.campaign.CampaignEvent;
import org.mingzhang.events.erasure.ErasureEvent;
import org.mingzhang.events.inspection.InspectionEvent;
import org.mingzhang.events.org.AccountEvent;
import org.mingzhang.events.org.InstallationEvent;
import org.mingzhang.events.org.OrganisationEvent;
import org.mingzhang.events.table.TableEvent;

/** Anything that can happen. Each family belongs to one kind of aggregate, which handles all of its events. */
public interface Event {

    /** Who acted where no person did: a deadline, a gate, a policy. */
    String SYSTEM = "system";

    /** Every family of events; the registry, the golden files and the aggregates are checked against this list. */
    java.util.List<Class<? extends Event>> FAMILIES = java.util.List.of(
            InstallationEvent.class,
            OrganisationEvent.class,
            AccountEvent.class,
            CampaignEvent.class,
            TableEvent.class,
            ErasureEvent.class,
            InspectionEvent.class);

    /** Staff number (教工号) of the person who acted, or {@link #SYSTEM}; the ledger never records a shared account. */
    String by();

    /** When the command was accepted: the server's clock, UTC, whole milliseconds. */
    Instant at();
}
