/** Swagger UI in the product's dress, and without parts that run out of a narrow page. */
export const DOCS_STYLE = `
.swagger-ui .topbar { background: #10162b; padding: 0.5rem 0; }
.swagger-ui .topbar .wrapper { padding: 0 1rem; }
.swagger-ui .info { margin: 1.5rem 0; }
.swagger-ui .info .title small { vertical-align: middle; }
.swagger-ui .opblock .opblock-summary-path { word-break: break-word; }
@media (max-width: 640px) {
  .swagger-ui .topbar .dark-mode-toggle { position: absolute; top: 1rem; right: 1rem; }
  .swagger-ui .topbar-wrapper { flex-wrap: wrap; gap: 0.5rem; }
  .swagger-ui .topbar .download-url-wrapper { flex: 1 1 100%; margin: 0; }
  .swagger-ui .wrapper { padding: 0 0.75rem; }
  .swagger-ui .opblock .opblock-summary { flex-wrap: wrap; }
  .swagger-ui .opblock .opblock-summary-path { flex: 1 1 auto; max-width: calc(100% - 7rem); font-size: 0.85rem; }
  .swagger-ui .opblock .opblock-summary-description { flex: 1 1 100%; padding: 0.25rem 0.5rem; }
  .swagger-ui .parameters-col_name { width: auto; }
  .swagger-ui table.parameters tr, .swagger-ui table.parameters td { display: block; width: 100%; }
  .swagger-ui .info code, .swagger-ui .info pre { word-break: break-word; white-space: pre-wrap; }
}
`
