package dev.dubimport.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/** Lines as objects of the Elastic Common Schema, by the encoder that Spring Boot has for its own logs. */
final class EcsLines {
    private static final String SAID_OF_A_FAILURE = "dub-import: ";

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger logger = context.getLogger("dub-import");
    private final StructuredLogEncoder encoder = new StructuredLogEncoder();

    EcsLines() {
        context.putObject(Environment.class.getName(), environment());
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
    }

    /** The encoder takes its settings from one; ours come from nowhere else. */
    private static ConfigurableEnvironment environment() {
        ConfigurableEnvironment environment = new AbstractEnvironment() {};
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "ours",
                        Map.of(
                                "logging.structured.ecs.service.name",
                                "dub-import",
                                "spring.application.pid",
                                ProcessHandle.current().pid())));
        return environment;
    }

    /** From now on the log of this process is written so. */
    void takeLog() {
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders()
                .forEachRemaining(appender -> {
                    OutputStreamAppender<ILoggingEvent> console = (OutputStreamAppender<ILoggingEvent>) appender;
                    console.stop();
                    console.setEncoder(encoder);
                    console.start();
                });
    }

    /** What is printed there becomes an object for each line; empty lines are only for the eye. */
    PrintStream to(PrintStream stream) {
        return new PrintStream(new Lines(stream), true, StandardCharsets.UTF_8);
    }

    private byte[] object(String line) {
        boolean isFailure = line.startsWith(SAID_OF_A_FAILURE);
        return encoder.encode(new LoggingEvent(
                EcsLines.class.getName(), logger, isFailure ? Level.ERROR : Level.INFO, line, null, null));
    }

    private final class Lines extends OutputStream {
        private final PrintStream to;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(PrintStream to) {
            this.to = to;
        }

        @Override
        public synchronized void write(int b) throws IOException {
            if (b != '\n') {
                line.write(b);
                return;
            }
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            line.reset();
            if (!text.isEmpty()) {
                to.write(object(text));
                to.flush();
            }
            if (to.checkError()) {
                throw new IOException("cannot be written");
            }
        }

        @Override
        public synchronized void close() throws IOException {
            if (line.size() > 0) {
                write('\n');
            }
        }
    }
}
