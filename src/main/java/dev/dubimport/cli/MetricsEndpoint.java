package dev.dubimport.cli;

import dev.dubimport.metrics.Metrics;
import dev.dubimport.metrics.MetricsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a schedule can be asked what it has done. */
final class MetricsEndpoint {
    private static final int MOST_PORT = 65_535;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Answer GET /metrics there, for Prometheus, and GET /healthz, for Kubernetes; 0 takes a free"
                    + " port. Money is in minor units. No key, customer or file name is among it.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--metrics-address",
            paramLabel = "ADDRESS",
            description = "Where to listen for that: 127.0.0.1 without it, so that only this machine can ask; 0.0.0.0"
                    + " in a pod. There is no password.")
    private Optional<InetAddress> address = Optional.empty();

    /** Listens from now on, if that is wanted; a port that is taken is said before anything else is done. */
    Optional<MetricsServer> open(String workspace, Clock clock) {
        if (port.isEmpty()) {
            if (address.isPresent()) {
                throw new WrongUsage("--metrics-address: without a port; add --metrics-port 9464, or leave it out");
            }
            return Optional.empty();
        }
        if (port.get() < 0 || port.get() > MOST_PORT) {
            throw new WrongUsage("--metrics-port " + port.get() + ": no port; use 1 to " + MOST_PORT
                    + ", or 0 for one that is free");
        }
        InetSocketAddress place = new InetSocketAddress(address.orElseGet(InetAddress::getLoopbackAddress), port.get());
        try {
            return Optional.of(MetricsServer.open(place, Metrics.ofProcess(workspace), clock));
        } catch (IOException e) {
            throw new WrongUsage("--metrics-port " + port.get() + ": cannot listen at "
                    + place.getAddress().getHostAddress() + " (" + e.getMessage()
                    + "); end what listens there, or use another port or address");
        }
    }
}
