export { buildWebApp } from './build-web-app.ts'
export { createWebApp, WEB_APP_FOLDER, type WebApp } from './create-web-app.ts'
