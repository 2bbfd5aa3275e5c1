package dev.dubimport.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The sandbox in a process of its own. */
final class Service implements AutoCloseable {
    private static final int WARMING_CALLS = 30_000;

    private final Child process;
    private final String baseUrl;

    private Service(Child process) {
        this.process = process;
        this.baseUrl = process.line("Sandbox on ").replaceFirst(".*(http://[^,]+),.*", "$1");
    }

    static Service start(Lab lab, String... options) {
        List<String> arguments = new ArrayList<>(List.of("sandbox"));
        arguments.addAll(Arrays.asList(options));
        return new Service(lab.dubImport("", arguments.toArray(String[]::new)));
    }

    /** Without a rate limit, and already compiled by the machine: otherwise whoever comes first pays for that. */
    static Service fast(Lab lab) {
        Service service = start(lab, "--calls-per-minute", "0");
        lab.callLoop(BareLoop.class, service.baseUrl, "warm", WARMING_CALLS).end();
        return service;
    }

    String baseUrl() {
        return baseUrl;
    }

    /** Ends it; what it prints then: {@code Calls by status: 200: 3,600}. */
    String callsByStatus() {
        process.stop();
        process.end();
        return process.line("Calls by status: ").replaceFirst("Calls by status: ", "");
    }

    @Override
    public void close() {
        process.stop();
        process.end();
    }
}
