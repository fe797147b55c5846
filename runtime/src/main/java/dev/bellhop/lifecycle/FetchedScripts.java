package dev.bellhop.lifecycle;

import dev.bellhop.store.RegistrationRows.ScriptRow;
import java.util.Map;

/**
 * What an update check has fetched for a new worker: the script resource map that it begins with.
 *
 * @param scripts the scripts by their URLs
 * @param failed the URLs of scripts that an earlier worker imported and that could not be had now:
 *     the new worker is not to ask the network for them again
 * @see <a href="https://w3c.github.io/ServiceWorker/#update-algorithm">Service Workers: Update, the
 *     steps about updatedResourceMap</a>
 */
record FetchedScripts(Map<String, ScriptRow> scripts, Map<String, RegistrationException> failed) {}
