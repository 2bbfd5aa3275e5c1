package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.HEADER;
import static dev.dubimport.csv.SalesFiles.open;
import static dev.dubimport.csv.SalesFiles.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {
    @TempDir
    private Path folder;

    @Test
    void rowsAndMoneyAreCounted() {
        Survey survey = Survey.of(open(
                folder,
                HEADER + ",currency\n1,c,100,stripe,usd\n2,c,250,stripe,usd\n3,c,7,stripe,JPY\n"
                        + "4,c,x,stripe,usd\n5\n"));

        assertThat(survey.rows()).isEqualTo(5);
        assertThat(survey.invalidRows()).isEqualTo(2);
        assertThat(survey.valid().count()).isEqualTo(3);
        assertThat(survey.valid().minorUnits()).isEqualTo(Map.of("USD", 350L, "JPY", 7L));
        assertThat(survey.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void aFileWithoutRowsCountsNothing() {
        Survey survey = Survey.of(open(folder, HEADER));

        assertThat(survey.rows()).isZero();
        assertThat(survey.valid().minorUnits()).isEmpty();
    }

    @Test
    void repeatsAreToldFromConflictsByTheFirstOfTheirId() {
        SalesFile file = open(
                folder,
                HEADER + "\nA,c,1,stripe\nB,c,1,stripe\nA ,c,1,STRIPE\nA,c,2,stripe\nA,c,1,stripe\n"
                        + "B,c,x,stripe\nC,c,1,stripe\n");
        Survey survey = Survey.of(file);

        List<Optional<Finding>> first = objections(file, survey);

        Optional<Finding> duplicate = Optional.of(new Finding(Outcome.DUPLICATE, "", ""));
        Optional<Finding> conflict = Optional.of(new Finding(
                Outcome.CONFLICT,
                "conflict_in_file",
                "line 2 has the same invoice id with other content and is the one that is sent (0.01 USD); if that is the"
                        + " wrong one, remove it before the import"));
        Optional<Finding> invalid = Optional.of(new Finding(
                Outcome.INVALID,
                "amount_not_a_number",
                "amount \"x\": not a number; use digits and one decimal point"));
        assertThat(first)
                .containsExactly(
                        Optional.empty(), Optional.empty(), duplicate, conflict, duplicate, invalid, Optional.empty());
        assertThat(objections(file, survey)).isEqualTo(first);
    }

    @Test
    void aFileThatChangedAfterTheSurveyIsToldAtItsEnd() throws IOException {
        SalesFile file = open(folder, HEADER + "\nA,c,1,stripe\n");
        Survey survey = Survey.of(file);
        Files.writeString(file.source().file(), HEADER + "\nA,c,2,stripe\n");

        try (Rows rows = file.rows()) {
            assertThat(rows.next()).isPresent();
            assertThat(rows.next()).isEmpty();
            assertThatThrownBy(() -> survey.ensureUnchanged(rows))
                    .isInstanceOf(UnusableFile.class)
                    .hasMessage(file.source().file()
                            + ": changed while it was being read; run the same command again when it is complete, what is"
                            + " recorded is not sent again");
        }
    }

    @Test
    void noRepeatEscapes() {
        Random random = new Random(7);
        Suspects suspects = new Suspects(0);
        for (int i = 0; i < 200_000; i++) {
            suspects.see("INV-" + i);
        }
        List<String> repeated =
                random.ints(20_000, 0, 200_000).mapToObj(i -> "INV-" + i).toList();
        repeated.forEach(suspects::see);

        assertThat(repeated).allMatch(id -> suspects.hashes().contains(Suspects.hash(id)));
        assertThat(suspects.hashes().size()).isLessThan(21_000);
    }

    @Test
    void anOverfullFilterOnlySuspectsTooMany() {
        Suspects suspects = new Suspects(0);
        for (int i = 0; i < 6_000_000; i++) {
            suspects.see(Integer.toString(i));
        }
        suspects.see("77");

        assertThat(suspects.hashes().contains(Suspects.hash("77"))).isTrue();
        assertThat(suspects.hashes().size()).isGreaterThan(1_000_000);
    }

    @Test
    void theHashOfZeroIsAHashLikeAnyOther() {
        LongSet set = new LongSet();

        assertThat(set.contains(0)).isFalse();
        set.add(0);
        set.add(0);

        assertThat(set.contains(0)).isTrue();
        assertThat(set.size()).isEqualTo(1);
    }

    private static List<Optional<Finding>> objections(SalesFile file, Survey survey) {
        Objections objections = survey.objections();
        return rows(file).stream().map(objections::to).toList();
    }
}
