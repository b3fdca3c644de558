package dev.vitrine.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One POST of JSON that the load generator makes again and again. */
record Post(String path, String authorization, String body) {
  Path script(Workspace workspace, String name) throws IOException {
    Path file = Files.writeString(workspace.path(name + ".json"), body);
    String credentials =
        authorization.isEmpty() ? "" : "wrk.headers[\"Authorization\"] = \"" + authorization + "\"";
    return Files.writeString(
        workspace.path(name + ".lua"),
        """
        wrk.method = "POST"
        wrk.path = "%s"
        wrk.headers["Content-Type"] = "application/json"
        %s
        wrk.body = assert(io.open("%s", "rb")):read("*a")
        """
                .formatted(path, credentials, file)
            + Wrk.DONE);
  }
}
