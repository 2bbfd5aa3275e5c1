package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** The man pages of the package are made of what the commands say about themselves. */
class DistributionTest {
    private final List<CommandLine> commands = new ArrayList<>();

    DistributionTest() {
        collect(DubImport.commandLine(Surroundings.ofProcess()));
    }

    @Test
    void everyCommandSaysWhatItDoes() {
        assertThat(commands)
                .extracting(command -> command.getCommandSpec().qualifiedName())
                .contains("dub-import", "dub-import import", "dub-import ledger backup", "dub-import mappings show");
        assertThat(commands)
                .allSatisfy(command -> assertThat(
                                command.getCommandSpec().usageMessage().description())
                        .as(command.getCommandSpec().qualifiedName())
                        .isNotEmpty()
                        .doesNotContain(""));
    }

    @Test
    void everyOptionAndParameterIsDescribed() {
        for (CommandLine command : commands) {
            List<ArgSpec> visible = command.getCommandSpec().args().stream()
                    .filter(argument -> !argument.hidden())
                    .toList();

            assertThat(visible)
                    .allSatisfy(argument -> assertThat(String.join("", argument.description()))
                            .as(command.getCommandSpec().qualifiedName() + " " + argument.paramLabel())
                            .isNotBlank());
        }
    }

    /** Help and completion are picocli's own. */
    private void collect(CommandLine command) {
        if (command.getCommand().getClass().getPackageName().startsWith("picocli")) {
            return;
        }
        commands.add(command);
        command.getSubcommands().values().forEach(this::collect);
    }
}
