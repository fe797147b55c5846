package dev.bellhop.host;

import dev.bellhop.Durability;
import dev.bellhop.HostClock;
import dev.bellhop.Trace;
import dev.bellhop.backgroundfetch.BackgroundFetchService;
import dev.bellhop.cookies.CookieJar;
import dev.bellhop.engine.ScriptEngine;
import dev.bellhop.fetch.BlobUrls;
import dev.bellhop.fetch.FetchAlgorithms;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.lifecycle.FunctionalEvents;
import dev.bellhop.lifecycle.WorkerDelivery;
import dev.bellhop.net.OriginRoutes;
import dev.bellhop.net.WebSocketTransport;
import dev.bellhop.net.fault.FaultyNetwork;
import dev.bellhop.ops.SharedMemory;
import dev.bellhop.store.Store;
import java.util.concurrent.ExecutorService;

/**
 * What the sites of a host share.
 *
 * @param fetcher for what scripts ask for
 * @param scripts for scripts and pages themselves, which no fault keeps back
 * @param blobUrls what the pages' object URLs stand for
 * @param work threads for what would keep the loop of a realm busy
 */
record HostParts(
    Trace trace,
    HostClock clock,
    Deadlines deadlines,
    Store store,
    Durability durability,
    OriginRoutes routes,
    FaultyNetwork network,
    WebSocketTransport sockets,
    CookieJar cookies,
    FetchAlgorithms fetcher,
    FetchAlgorithms scripts,
    BlobUrls blobUrls,
    SpillFiles spill,
    ExecutorService work,
    ScriptEngine engine,
    SharedMemory sharedMemory,
    FunctionalEvents events,
    WorkerDelivery delivery,
    BackgroundFetchService backgroundFetches) {}
