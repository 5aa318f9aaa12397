// A real OpenID Connect issuer on loopback, as its own process. Whoever the request's login_hint names is signed in
// at once. In: PORT, KEYS (private JWKS), ACCOUNTS (subject → claims). Writes one line when it listens.
import { Provider } from 'oidc-provider';

const issuer = `http://127.0.0.1:${process.env.PORT}`;
const accounts = JSON.parse(process.env.ACCOUNTS);
const client = (id) => ({
  client_id: id,
  token_endpoint_auth_method: 'none',
  redirect_uris: ['https://client.invalid/signed-in'],
});

const provider = new Provider(issuer, {
  clients: [client('zhishou-web'), client('another-system')],
  jwks: JSON.parse(process.env.KEYS),
  cookies: { keys: ['for these tests only'] },
  claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  findAccount: (_context, sub) =>
    accounts[sub] && { accountId: sub, claims: () => ({ sub, ...accounts[sub] }) },
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client.clientId,
      accountId: oidc.session.accountId,
    });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});
provider.use(async (context, next) => {
  if (!context.path.startsWith('/interaction/')) return next();
  const { params } = await provider.interactionDetails(context.req, context.res);
  const login = { accountId: params.login_hint };
  context.redirect(await provider.interactionResult(context.req, context.res, { login }));
});
provider.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
