package dev.dubimport.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar, and the Java that runs it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = DubImport.class.getPackage().getImplementationVersion();
        return new String[] {
            "dub-import " + (version == null ? "(not packaged)" : version) + ", Java "
                    + Runtime.version().feature()
        };
    }
}
