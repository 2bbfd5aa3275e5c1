package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final Path HOME = Path.of("/home/ada");

    @TempDir
    Path parent;

    @Test
    void aChosenFolderComesFirst() {
        assertThat(DataFolder.ofUser(Map.of("DUB_IMPORT_HOME", "/srv/books", "XDG_DATA_HOME", "/x"), "Linux", HOME))
                .isEqualTo(Path.of("/srv/books"));
    }

    @Test
    void otherwiseItIsThePlatformsFolderForAUsersData() {
        assertThat(DataFolder.ofUser(Map.of(), "Linux", HOME)).isEqualTo(HOME.resolve(".local/share/dub-import"));
        assertThat(DataFolder.ofUser(Map.of("XDG_DATA_HOME", "/x"), "Linux", HOME))
                .isEqualTo(Path.of("/x/dub-import"));
        assertThat(DataFolder.ofUser(Map.of(), "Mac OS X", HOME))
                .isEqualTo(HOME.resolve("Library/Application Support/dub-import"));
        assertThat(DataFolder.ofUser(Map.of("LOCALAPPDATA", "/local"), "Windows 11", HOME))
                .isEqualTo(Path.of("/local/dub-import"));
    }

    @Test
    void aNewFolderIsForItsOwnerOnly() throws IOException {
        try (DataFolder folder = DataFolder.open(parent.resolve("a/b"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aSecondUserOfAFolderIsToldWhoHasIt() {
        try (DataFolder held = DataFolder.open(parent)) {
            assertThatThrownBy(() -> DataFolder.open(parent))
                    .isInstanceOf(FolderInUse.class)
                    .hasMessage("another dub-import (process "
                            + ProcessHandle.current().pid()
                            + ") is using the data folder " + held.path()
                            + "; wait until it has ended (another folder would know nothing of what is recorded)");
        }
    }

    @Test
    void aFolderThatWasClosedCanBeOpenedAgain() {
        DataFolder.open(parent).close();

        DataFolder again = DataFolder.open(parent);

        assertThat(again.path()).isEqualTo(parent.toAbsolutePath());
        again.close();
    }

    @Test
    void aFileInThePlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(UnusableFolder.class)
                .hasMessageContaining("the data folder " + file + " cannot be used")
                .hasMessageEndingWith("; make it one that you can write to");
    }

    @Test
    void aFolderWhoseNameWouldChangeTheDatabasesOptionsIsRefused() {
        assertThatThrownBy(() -> DataFolder.open(parent.resolve("a;WRITE_DELAY=500")))
                .isInstanceOf(UnusableFolder.class)
                .hasMessageContaining("has a `;` in its name");
    }
}
