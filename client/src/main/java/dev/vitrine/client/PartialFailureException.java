package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Model;
import java.util.List;
import java.util.Map;

/**
 * A bulk read succeeded for some ids and failed for others. It holds what was read, so that nothing
 * need be read again.
 */
public final class PartialFailureException extends VitrineException {
  private static final long serialVersionUID = 1;

  private final transient BulkResponse<?> response;

  PartialFailureException(BulkResponse<?> response) {
    super(sentence(response.failures()), response.failures().values().iterator().next());
    this.response = response;
  }

  private static String sentence(Map<String, VitrineException> failures) {
    Map.Entry<String, VitrineException> first = failures.entrySet().iterator().next();
    return failures.size()
        + (failures.size() == 1 ? " id" : " ids")
        + " could not be read, the first of them \""
        + first.getKey()
        + "\": "
        + first.getValue().getMessage();
  }

  /** Why there is no row for an id, in the order asked. Never empty. */
  public Map<String, VitrineException> failures() {
    return response.failures();
  }

  /** What was read, with its missing ids and outcomes. */
  public BulkResponse<?> response() {
    return response;
  }

  /** The models that were read; empty if the rows were asked for as text. */
  public List<Model> models() {
    return response instanceof ModelGetBulkResponse typed ? typed.models() : List.of();
  }
}
