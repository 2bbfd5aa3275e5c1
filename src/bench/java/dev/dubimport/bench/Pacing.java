package dev.dubimport.bench;

import java.nio.file.Path;

/** Three minutes at the business plan's rate against its limit: near, and as far away as a service on the internet is. */
final class Pacing {
    private static final int ROWS = 3_600;
    private static final double CALLS_PER_SECOND = 20;

    private final Lab lab;
    private final Report report;

    Pacing(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void measure() {
        report.section("Three minutes at --rate 1200/min against a limit of 1200/min");
        try (Paced near = new Paced("answers at once");
                Paced far = new Paced("answers after 150 to 250 ms", "--latency", "150", "--jitter", "100")) {
            near.report();
            far.report();
        }
    }

    private final class Paced implements AutoCloseable {
        private final String what;
        private final Service service;
        private final Child run;

        Paced(String what, String... latency) {
            this.what = what;
            this.service = Service.start(lab, latency);
            Path file = lab.invoices("paced", ROWS);
            this.run = lab.dubImport(
                    "",
                    "import",
                    file.toString(),
                    "--base-url",
                    service.baseUrl(),
                    "--workspace",
                    "bench",
                    "--data-dir",
                    lab.path("paced" + latency.length).toString());
        }

        void report() {
            run.end();
            double seconds = run.secondOf(" completed in ") - run.secondOf(" sales to send, ");
            double share = ROWS / seconds / CALLS_PER_SECOND;
            report.figure("share of the rate; the service " + what, Report.percent(share), ">= 99 %", share >= 0.99);
            String calls = service.callsByStatus();
            report.figure("calls by status; the service " + what, calls, "no 429", calls.equals("200: 3,600"));
        }

        @Override
        public void close() {
            run.stop();
            service.close();
        }
    }
}
