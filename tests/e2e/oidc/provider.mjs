// The certified oidc-provider on the loopback address: `node provider.mjs CONFIGURATION`, a JSON file with `port` (0 is
// any), `jwks`, `clients`, `accounts` (claims by name), `acr` (the levels it knows) and `audience` (of access tokens).
// It prints its port. Who logs in is chosen by the address of the interaction: /interaction/UID/NAME?acr=LEVEL
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const { port, jwks, clients, accounts, acr, audience } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const server = createServer()
await new Promise((listening) => server.listen(port, '127.0.0.1', listening))
const issuer = `http://127.0.0.1:${server.address().port}`

const names = new Set(Object.values(accounts).flatMap(Object.keys))
const provider = new Provider(issuer, {
  jwks,
  clients,
  acrValues: acr,
  claims: { acr: null, auth_time: null, iss: null, sid: null, openid: ['sub', ...names] },
  conformIdTokenClaims: false,
  // ours is on the loopback address, which its own dispatcher refuses
  fetch: (url, { dispatcher, ...options }) => fetch(url, options),
  cookies: { keys: ['tests'] },
  pkce: { required: () => true },
  responseTypes: ['code'],
  subjectTypes: ['pairwise'],
  pairwiseIdentifier: (ctx, name) => accounts[name].sub ?? name,
  clientAuthMethods: ['private_key_jwt', 'client_secret_basic', 'client_secret_post', 'none'],
  enabledJWA: {
    clientAuthSigningAlgValues: ['PS256', 'ES256'],
    idTokenSigningAlgValues: ['PS256', 'RS256', 'ES256'],
    idTokenEncryptionAlgValues: ['RSA-OAEP-256', 'ECDH-ES'],
    idTokenEncryptionEncValues: ['A256GCM', 'A128CBC-HS256'],
  },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => { ctx.body = form },
    },
    encryption: { enabled: true },
    claimsParameter: { enabled: true },
    resourceIndicators: {
      enabled: true,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'gegevens:lezen',
        audience,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (ctx, name) => ({ accountId: name, claims: () => ({ ...accounts[name], sub: name }) }),
  extraTokenClaims: (ctx, token) => accounts[token.accountId],
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
    grant.addOIDCScope('openid')
    grant.addOIDCClaims([...names, 'acr'])
    grant.addResourceScope(audience, 'gegevens:lezen')
    await grant.save()
    return grant
  },
})
provider.on('server_error', (ctx, error) => console.error(error))
provider.on('backchannel.error', (ctx, error) => console.error(error))

const answer = provider.callback()
server.on('request', async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, issuer)
  const [, , , name] = pathname.split('/')
  if (!pathname.startsWith('/interaction/')) return answer(request, response)
  const refused = { error: 'access_denied', error_description: 'tekst van de aanbieder' }
  const known = { login: { accountId: name, acr: searchParams.get('acr') ?? undefined } }
  await provider.interactionFinished(request, response, name === 'geannuleerd' ? refused : known)
})
console.log(JSON.stringify({ port: server.address().port }))
