package dev.dubimport.alert;

import tools.jackson.databind.node.ObjectNode;

/**
 * An alert as Slack takes it, and those that speak its format. The text is not markup in any of them: no name of a file becomes
 * a mention, a link or a picture.
 */
final class SlackMessage {
    private SlackMessage() {}

    static String of(Alert alert) {
        String text = inert(AlertText.of(alert));
        ObjectNode json = AlertJson.object()
                .put("text", text)
                .put("mrkdwn", false)
                .put("parse", "none")
                .put("link_names", false)
                .put("unfurl_links", false)
                .put("unfurl_media", false);
        json.putArray("blocks")
                .addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "plain_text")
                .put("emoji", false)
                .put("text", text);
        return AlertJson.line(json);
    }

    /** Slack wants three characters escaped; others that take the format look for an {@code @} in plain text, too. */
    private static String inert(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace('@', '＠')
                .replace("://", ": //");
    }
}
