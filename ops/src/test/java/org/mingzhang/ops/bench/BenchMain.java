package org.mingzhang.ops.bench;

/** Runs the measurement from the command line. */
final class BenchMain {

    private BenchMain() {}

    public static void main(String[] arguments) throws Exception {
        new Bench().measure();
        System.exit(0);
    }
}
