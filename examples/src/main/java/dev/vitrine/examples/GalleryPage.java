package dev.vitrine.examples;

import dev.vitrine.client.ModelGetBulkParams;
import dev.vitrine.client.ModelGetBulkResponse;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.ModelType;
import dev.vitrine.client.model.Thumbnail;
import java.io.PrintStream;
import java.util.List;

/** Renders a page of a gallery from one bulk read: {@code GalleryPage ID... > gallery.html}. */
public final class GalleryPage {
  private GalleryPage() {}

  /** Writes the page to standard output. */
  public static void main(String... ids) {
    try (VitrineClient client = VitrineClient.fromEnv()) {
      render(client, List.of(ids), System.out);
    }
  }

  /** Writes a page with a card for each model, and a word about those that are not there. */
  public static void render(VitrineClient client, List<String> ids, PrintStream out) {
    ModelGetBulkResponse response =
        client.models().getBulk(ModelGetBulkParams.builder().modelIds(ids).thumbnail(true).build());
    out.println("<!DOCTYPE html>");
    out.println(
        "<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Models</title></head><body>");
    response.models().forEach(model -> out.println(card(model)));
    if (!response.missing().isEmpty()) {
      out.println("<p>" + response.missing().size() + " are not available.</p>");
    }
    out.println("</body></html>");
  }

  private static String card(Model model) {
    String picture =
        model
            .thumbnail()
            .flatMap(Thumbnail::url)
            .map(url -> "<img src=\"" + escaped(url + "&width=256&format=jpeg") + "\" alt=\"\">")
            .orElse("");
    String type = model.type().map(ModelType::value).orElse("unknown");
    String tags = String.join(", ", model.tags().orElse(List.of()));
    return "<article>"
        + picture
        + "<h2>"
        + escaped(model.name().orElse(model.id()))
        + "</h2><p>"
        + escaped(type)
        + (tags.isEmpty() ? "" : " · " + escaped(tags))
        + "</p></article>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
