package dev.dubimport.config;

import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which file is the configuration, and what is written in it. Never one of the current folder that nobody named. */
final class ConfigFile {
    static final String VARIABLE = "DUB_IMPORT_CONFIG";
    private static final String NAME = "dub-import.yml";

    /** The name by which a person says that no file is to be used. */
    private static final String NO_FILE = "none";

    private static final int MOST_BYTES = 100_000;
    private static final int STICKY = 0b001_000_000_000;

    private ConfigFile() {}

    /**
     * The one file that is used.
     *
     * @param named by {@code --config}
     * @throws UnusableConfiguration if one is named that is not there
     */
    static Optional<Path> find(Optional<Path> named, Map<String, String> environment, String osName, Path home) {
        String variable = environment.getOrDefault(VARIABLE, "");
        if (named.filter(Path.of(NO_FILE)::equals).isPresent() || (named.isEmpty() && variable.equals(NO_FILE))) {
            return Optional.empty();
        }
        if (named.isPresent()) {
            return Optional.of(existing(named.get(), "--config"));
        }
        if (!variable.isBlank()) {
            Path file = Path.of(variable);
            if (!file.isAbsolute()) {
                throw new UnusableConfiguration(VARIABLE + " \"" + Shown.shortened(variable)
                        + "\": another file in every folder, and so another ledger; use the whole path");
            }
            return Optional.of(existing(file, VARIABLE));
        }
        return usualPlaces(environment, osName, home).stream()
                .filter(file -> !Files.notExists(file))
                .findFirst();
    }

    /** In the order in which they are looked at. */
    static List<Path> usualPlaces(Map<String, String> environment, String osName, Path home) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return List.of(folder(environment, "APPDATA", home.resolve("AppData/Roaming")));
        }
        if (os.startsWith("mac")) {
            return List.of(
                    home.resolve("Library/Application Support/dub-import").resolve(NAME),
                    Path.of("/etc/dub-import", NAME));
        }
        return List.of(
                folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")), Path.of("/etc/dub-import", NAME));
    }

    /** A variable that is relative would mean another folder in every folder. */
    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        Path parent = Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(otherwise);
        return parent.resolve("dub-import").resolve(NAME);
    }

    private static Path existing(Path file, String place) {
        if (!Files.isRegularFile(file)) {
            throw new UnusableConfiguration(place + " " + Shown.escaped(file.toString()) + ": "
                    + (Files.exists(file) ? "not a file; name a YAML file" : "no such file; check the path"));
        }
        return file.toAbsolutePath().normalize();
    }

    /**
     * The text of a file that nobody else writes.
     *
     * @throws UnusableConfiguration if it cannot be read, or others can write it
     */
    static String textOf(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            ensureNobodyElseWrites(file.toRealPath());
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw refused(file, "more than 100,000 bytes: no configuration; name a small YAML file");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refused(file, "not UTF-8; save the file as UTF-8");
        } catch (IOException e) {
            throw refused(
                    file,
                    "cannot be read (" + Shown.shortened(e.toString(), 200)
                            + "); let the user who runs dub-import read it");
        }
    }

    /** Who can write it says where the sales go, and by which ledger. */
    private static void ensureNobodyElseWrites(Path file) throws IOException {
        Path folder = file.getParent();
        boolean isReplaceable = folder != null && othersWrite(folder) && !isSticky(folder) && Files.isWritable(folder);
        if (othersWrite(file) || isReplaceable) {
            throw refused(
                    file,
                    (isReplaceable ? "its folder" : "it") + " can be written by every user of this machine, who could"
                            + " send the sales elsewhere; take that away (chmod o-w)");
        }
    }

    private static boolean othersWrite(Path path) throws IOException {
        return isPosix(path) && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** As /tmp is: everybody writes there, and takes away only what is his own. */
    private static boolean isSticky(Path folder) throws IOException {
        return Files.getAttribute(folder, "unix:mode") instanceof Integer mode && (mode & STICKY) != 0;
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }

    private static UnusableConfiguration refused(Path file, String reason) {
        return new UnusableConfiguration(Shown.escaped(file.toString()) + ": " + reason);
    }
}
