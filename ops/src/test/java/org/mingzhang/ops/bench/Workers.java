package org.mingzhang.ops.bench;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many clients, each doing one thing after another for a while. */
final class Workers {

    private Workers() {}

    /** One client's work. */
    interface Work {
        void once(int client) throws Exception;
    }

    /** How often all clients together did it in a second. */
    static double rate(int clients, double seconds, Work work) throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(clients);
        var go = new CountDownLatch(1);
        var counts = new ArrayList<Future<Long>>();
        for (int i = 0; i < clients; i++) {
            int client = i;
            counts.add(pool.submit((Callable<Long>) () -> {
                go.await();
                long end = System.nanoTime() + (long) (seconds * 1e9);
                long count = 0;
                while (System.nanoTime() < end) {
                    work.once(client);
                    count++;
                }
                return count;
            }));
        }
        long start = System.nanoTime();
        go.countDown();
        long sum = 0;
        for (var count : counts) {
            sum += count.get();
        }
        double rate = sum * 1e9 / (System.nanoTime() - start);
        pool.shutdown();
        return rate;
    }
}
