package dev.dubimport.cli;

import dev.dubimport.dub.ApiKey;
import dev.dubimport.dub.BaseUrl;
import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the sales go, and by which right. */
final class DestinationOptions {
    static final String KEY_VARIABLE = "DUB_API_KEY";
    static final String DUB = "https://api.dub.co";
    private static final int MOST_KEY_BYTES = 4_096;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "The API's base URL; http:// only on this machine (default: " + DUB + ").")
    private Optional<BaseUrl> baseUrl = Optional.empty();

    @Option(
            names = "--workspace",
            paramLabel = "NAME",
            description = "Your name for the workspace of the API key, the same in every run: what was recorded is"
                    + " remembered by base URL and workspace.")
    private Optional<String> workspace = Optional.empty();

    @Option(
            names = "--new-workspace",
            description = "Confirms that the workspace is another one than those that this base URL was used with"
                    + " before: sales recorded there are not skipped here.")
    private boolean newWorkspace;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "A file that holds the API key, instead of the environment variable DUB_API_KEY.")
    private @Nullable Path apiKeyFile;

    @Option(
            names = "--api-key-variable",
            paramLabel = "NAME",
            description =
                    "The environment variable that holds the API key, where several keys are side by side (default: "
                            + KEY_VARIABLE + ").")
    private Optional<String> apiKeyVariable = Optional.empty();

    BaseUrl baseUrl() {
        return baseUrl.orElseGet(() -> BaseUrl.parse(DUB));
    }

    /** A rehearsal goes nowhere else: who names a destination may believe that sales were recorded there. */
    void ensureNone() {
        if (baseUrl.isPresent() || workspace.isPresent() || newWorkspace) {
            throw new WrongUsage(
                    "--sandbox: a rehearsal sends nothing to --base-url and --workspace; leave those out, or"
                            + " --sandbox");
        }
    }

    boolean isNewWorkspace() {
        return newWorkspace;
    }

    /** The workspace's name without regard to case: one workspace must not have two ledgers. */
    String workspace() {
        String name = workspace.map(String::strip).orElse("").toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw new WrongUsage(
                    "no workspace; name the workspace of the key with --workspace NAME, the same in every run"
                            + " (what was recorded is remembered by it), or rehearse with --sandbox");
        }
        if (name.length() > 100 || !Shown.escaped(name).equals(name) || name.indexOf('\ufffd') >= 0) {
            throw new WrongUsage("workspace \"" + Shown.shortened(name)
                    + "\": too long, or with letters that cannot be read here; use the workspace's short name");
        }
        return name;
    }

    /** The same where it is one, else nothing: what is wrong with it is said elsewhere. */
    String workspaceIfAny() {
        try {
            return workspace();
        } catch (WrongUsage none) {
            return "";
        }
    }

    ApiKey apiKey(Map<String, String> environment) {
        if (apiKeyFile != null && apiKeyVariable.isPresent()) {
            throw new WrongUsage("--api-key-file and --api-key-variable: two keys; name one of them");
        }
        try {
            return ApiKey.of(apiKeyFile == null ? fromEnvironment(environment) : read(apiKeyFile));
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(e);
        }
    }

    private String fromEnvironment(Map<String, String> environment) {
        String key = environment.getOrDefault(keyVariable(), "");
        if (key.isBlank() && apiKeyVariable.isPresent()) {
            // The name is not repeated: it may be the key itself.
            throw new WrongUsage(
                    "--api-key-variable: there is no such variable, or it is blank; set it to the API key, or"
                            + " name another");
        }
        if (key.isBlank()) {
            throw new WrongUsage(
                    "no API key; set DUB_API_KEY, or name a file that holds it with --api-key-file, or rehearse with"
                            + " --sandbox");
        }
        return key;
    }

    /** The name is not repeated: it may be the key itself, given to the wrong option. */
    private static String read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new WrongUsage("--api-key-file: no such file; name a file that holds nothing but the API key");
        }
        try {
            if (Files.size(file) > MOST_KEY_BYTES) {
                throw new WrongUsage("--api-key-file: too large; name a file that holds nothing but the API key");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new WrongUsage("--api-key-file: cannot be read ("
                    + e.getClass().getSimpleName() + "); name a readable file that holds nothing but the API key");
        }
    }

    /** The variable that holds the key, unless a file does. */
    String keyVariable() {
        return apiKeyVariable.orElse(KEY_VARIABLE);
    }
}
