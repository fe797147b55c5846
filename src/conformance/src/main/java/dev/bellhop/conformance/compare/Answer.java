package dev.bellhop.conformance.compare;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the server of a compared site answers a path that is no file of the site, or other than with
 * the file. All but the status may be left out.
 *
 * @param status the HTTP status; 0 stands for 200
 * @param headers what is sent beside the usual ones
 * @param body the body as a text
 * @param bytes so many bytes as the body, where there is no text
 * @param echo the body is the request's
 * @param delay milliseconds before anything is sent
 * @param breakAfter the connection ends after so many bytes of the body
 * @param holdAfter nothing comes after so many bytes of the body, until the site's run ends
 */
record Answer(
    int status,
    @Nullable Map<String, String> headers,
    @Nullable String body,
    int bytes,
    boolean echo,
    int delay,
    @Nullable Integer breakAfter,
    @Nullable Integer holdAfter) {}
