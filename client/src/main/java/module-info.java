/** The Java client of Vitrine, and of any service that speaks the same API. */
module dev.vitrine.client {
  requires static org.jspecify;
  requires com.fasterxml.jackson.annotation;
  requires tools.jackson.core;
  requires transitive java.net.http;
  requires transitive tools.jackson.databind;

  exports dev.vitrine.client;
  exports dev.vitrine.client.error;
  exports dev.vitrine.client.model;

  opens dev.vitrine.client.model to
      tools.jackson.databind;
}
