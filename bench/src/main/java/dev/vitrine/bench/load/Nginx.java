package dev.vitrine.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** nginx with static files: one a work, which it sends in answer to the same POST, or any. */
final class Nginx {

  private final Process process;
  private final Map<Work, Integer> ports;

  private Nginx(Process process, Map<Work, Integer> ports) {
    this.process = process;
    this.ports = ports;
  }

  /** Serves the answers of a catalogue. */
  static Nginx serve(Workspace workspace, String name, Map<Work, byte[]> answers)
      throws IOException {
    Path prefix = Files.createDirectories(workspace.path(name));
    StringBuilder servers = new StringBuilder();
    Map<Work, Integer> ports = new EnumMap<>(Work.class);
    for (Map.Entry<Work, byte[]> answer : answers.entrySet()) {
      Work work = answer.getKey();
      int port = Workspace.freePort();
      Path root = prefix.resolve(work.file());
      Path file = root.resolve(Asking.PATH.substring(1));
      Files.createDirectories(file.getParent());
      Files.write(file, answer.getValue());
      ports.put(work, port);
      servers.append(
          """
            server {
              listen 127.0.0.1:%d;
              root %s;
              error_page 405 =200 $uri;
              %s
            }
          """
              .formatted(port, root, work.gzip() ? "add_header Content-Encoding gzip;" : ""));
    }
    return new Nginx(start(workspace, name, prefix, servers.toString()), ports);
  }

  /** Serves the files of a folder at a port. */
  static Process serve(Workspace workspace, String name, Path folder, int port) throws IOException {
    Path prefix = Files.createDirectories(workspace.path(name));
    return start(
        workspace,
        name,
        prefix,
        """
          server {
            listen 127.0.0.1:%d;
            root %s;
          }
        """
            .formatted(port, folder));
  }

  private static Process start(Workspace workspace, String name, Path prefix, String servers)
      throws IOException {
    // Workers of a master that runs as root become somebody else, who may not read here.
    boolean root = "root".equals(System.getProperty("user.name"));
    Path file = prefix.resolve("nginx.conf");
    Files.writeString(
        file,
        """
        %s
        daemon off;
        worker_processes 2;
        pid nginx.pid;
        error_log stderr warn;
        events { worker_connections 1024; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 1000000000;
          default_type application/json;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
        %s}
        """
            .formatted(root ? "user root;" : "", servers));
    return workspace.start(
        name,
        List.of(Tools.path("nginx"), "-p", prefix + "/", "-c", file.toString(), "-e", "stderr"));
  }

  int port(Work work) {
    return ports.getOrDefault(work, 0);
  }

  Process process() {
    return process;
  }
}
