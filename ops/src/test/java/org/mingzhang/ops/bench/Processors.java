package org.mingzhang.ops.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Time on processors so far, in seconds: less at the mercy of who else uses the machine than the time on the clock.
 *
 * @param program of this process
 * @param database of the embedded server and all it started
 */
record Processors(double program, double database) {

    static Processors used() {
        var self = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double server = ProcessHandle.current()
                .descendants()
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3)
                .sum();
        return new Processors(self.getProcessCpuTime() / 1e9, server);
    }

    Processors since(Processors before) {
        return new Processors(program - before.program, database - before.database);
    }
}
