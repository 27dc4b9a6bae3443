package org.mingzhang.command.org;

import java.util.List;
import org.mingzhang.events.org.InstallationEvent;

/** 发现改动. The fields mean what they mean in {@link InstallationEvent.TamperingNoticed}. */
public record RecordTampering(String what, List<String> places, String by) implements InstallationCommand {

    public RecordTampering {
        places = List.copyOf(places);
    }
}
