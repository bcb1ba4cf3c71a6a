// One origin for this page and the service, as a reverse proxy gives it: the session is a cookie of that origin.
const service = { target: 'http://127.0.0.1:8000', changeOrigin: false };
export default {
  base: '/voorbeeld/',
  server: { host: '127.0.0.1', port: 9000, strictPort: true, proxy: { '^/(?!voorbeeld/)': service } },
};
