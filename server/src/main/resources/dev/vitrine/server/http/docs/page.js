'use strict';

// Swagger UI shows examples that stand in the contract, not those that it names as files. Those are fetched and put
// in their place; one that cannot be had is left out, so that the rest is shown all the same.
const examplesInPlace = () => {
  const fill = async (example) => {
    const answer = await fetch(example.externalValue);
    if (answer.ok) {
      example.value = example.externalValue.endsWith('.json') ? await answer.json() : await answer.text();
      delete example.externalValue;
    }
  };
  const named = (node) => {
    if (node === null || typeof node !== 'object') {
      return [];
    }
    return typeof node.externalValue === 'string' ? [node] : Object.values(node).flatMap(named);
  };
  return {
    statePlugins: {
      spec: {
        wrapActions: {
          updateJsonSpec: (original) => (spec) => {
            delete spec.jsonSchemaDialect; // Any but its own makes Swagger UI warn, though it reads this one well.
            Promise.allSettled(named(spec).map(fill)).then(() => original(spec));
          },
        },
      },
    },
  };
};

window.ui = SwaggerUIBundle({
  url: 'openapi.yaml',
  dom_id: '#contract',
  plugins: [examplesInPlace],
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
