package dev.dubimport.dub;

import static dev.dubimport.dub.Fixtures.hasty;
import static dev.dubimport.dub.Fixtures.open;
import static dev.dubimport.dub.ScriptedServer.recorded;

import dev.dubimport.sale.Sale;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A test that has a server of its own, which records every sale until it is given another script. */
abstract class AgainstAServer {
    static final Duration SOON = Duration.ofSeconds(10);

    ScriptedServer server = new ScriptedServer(recorded());

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    void play(ScriptedServer.Turn... script) throws IOException {
        server.close();
        server = new ScriptedServer(script);
    }

    Answer send(Sale sale) {
        return send(hasty(server.url()), sale);
    }

    static Answer send(Settings settings, Sale sale) {
        try (Dub dub = open(settings)) {
            return Fixtures.send(dub, List.of(sale)).join().get(0);
        }
    }

    void awaitRequests(int count) throws InterruptedException {
        while (server.requests().size() < count) {
            Thread.sleep(2);
        }
    }
}
