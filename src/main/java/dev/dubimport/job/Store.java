package dev.dubimport.job;

import dev.dubimport.ledger.Ledger;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The database that holds ledger and job repository, opened. A process that opens the one of a data folder must hold the lock
 * of that folder, because a run that is found unfinished is taken for dead.
 */
public final class Store implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Store(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Opens the database of that JDBC address, and makes its tables where there are none. */
    public static Store open(String databaseUrl, Clock clock) {
        return new Store(new SpringApplicationBuilder(StoreConfiguration.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(Map.of(
                        "spring.datasource.url", databaseUrl,
                        "spring.datasource.hikari.maximum-pool-size", "3",
                        "spring.batch.jdbc.initialize-schema", "always"))
                .initializers(starting -> starting.getBeanFactory().registerSingleton("clock", clock))
                .run());
    }

    /** A database that is gone with the process, for a rehearsal. */
    public static Store openInMemory(Clock clock) {
        return open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE", clock);
    }

    public Ledger ledger() {
        return bean(Ledger.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
