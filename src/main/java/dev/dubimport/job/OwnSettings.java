package dev.dubimport.job;

import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * Settings of ours and no others. By default a {@code SPRING_DATASOURCE_URL} of another program, or an
 * {@code application.properties} in the current folder, goes before what we say: the ledger would be another one, and every
 * sale recorded twice; and {@code LOGGING_LEVEL_ORG_APACHE_HC=debug} would print the API key.
 */
final class OwnSettings extends StandardEnvironment {
    OwnSettings(Map<String, Object> settings) {
        getPropertySources().addFirst(new MapPropertySource("dub-import", settings));
        getPropertySources()
                .addLast(new MapPropertySource(
                        "no-files",
                        Map.of("spring.config.location", "optional:classpath:/dev/dubimport/no-settings/")));
    }

    @Override
    protected void customizePropertySources(MutablePropertySources sources) {}
}
