package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBodyTest {
    @Test
    void codeAndMessageAreRead() {
        assertThat(ErrorBody.parse("""
                {"x": {"error": 1}, "error": {"doc_url": "https://dub.co", "more": {"code": "no"}, "code": "not_found",
                 "message": "Link not found."}}""")).contains(new ErrorBody("not_found", "Link not found."));
    }

    @Test
    void aMessageMayBeMissing() {
        assertThat(ErrorBody.parse("{\"error\": {\"code\": \"conflict\", \"message\": null}}"))
                .contains(new ErrorBody("conflict", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "<html></html>",
                "{\"error\": \"not found\"}",
                "{\"error\": {}}",
                "{\"error\": {\"code\": 404}}",
                "{\"error\": {\"code\": \"Not Found!\"}}",
                "{\"error\": {\"code\": \"not_found\"",
            })
    void anythingElseIsNotTheApis(String body) {
        assertThat(ErrorBody.parse(body)).isEmpty();
    }
}
