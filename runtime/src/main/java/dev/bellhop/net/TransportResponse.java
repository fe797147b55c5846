package dev.bellhop.net;

import dev.bellhop.http.Body;
import dev.bellhop.http.HeaderList;

/**
 * A response whose head has arrived.
 *
 * @param status the status code
 * @param statusText the reason phrase as received, possibly empty
 * @param headers the headers as received, Content-Encoding and Content-Length included
 * @param body the body with its content codings removed; live and to be opened once. It must be
 *     opened or cancelled through the request's token, or its connection stays busy
 */
public record TransportResponse(int status, String statusText, HeaderList headers, Body body) {}
