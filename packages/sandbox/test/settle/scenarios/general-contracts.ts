import { pick, type ScenarioContext, type Scenarios } from '../scenario.ts';

const OWN = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1';

const settings = ({ unique }: ScenarioContext) => ({ client_id: unique('client'), client_secret: unique('secret') });

/** Two switches, and two others: of one of them, or of both. */
function mails({ random }: ScenarioContext) {
  const [merchant_order_mail, customer_order_mail] = [random() < 0.5, random() < 0.5];
  const isBoth = random() < 0.5;
  return {
    old: { merchant_order_mail, customer_order_mail },
    new: {
      merchant_order_mail: !merchant_order_mail,
      customer_order_mail: isBoth ? !customer_order_mail : customer_order_mail,
    },
  };
}

const checkout = (notifications: object) => ({ checkout_configuration: { notifications } });

export const generalContracts: Scenarios = {
  'general.contracts.update': {
    async arrange(context) {
      const { contracts } = context.secuconnect.general;
      const { old, new: wanted } = mails(context);
      await contracts.update(OWN, checkout(old));
      return (options) => contracts.update(OWN, checkout(wanted), options);
    },
  },
  'general.contracts.patch': {
    async arrange(context) {
      const { contracts } = context.secuconnect.general;
      const { old, new: wanted } = mails(context);
      await contracts.update(OWN, checkout(old));
      const { merchant_order_mail } = wanted;
      const body = checkout(context.random() < 0.5 ? { merchant_order_mail } : wanted);
      return (options) => contracts.patch(OWN, body, options);
    },
  },
  'general.contracts.createThirdPartyConfiguration': {
    async arrange(context) {
      const { contracts } = context.secuconnect.general;
      const body = { paypal: { live: settings(context), sandbox: settings(context) } };
      return (options) => contracts.createThirdPartyConfiguration(OWN, body, options);
    },
  },
  'general.contracts.updateThirdPartyConfiguration': {
    async arrange(context) {
      const { contracts } = context.secuconnect.general;
      const old = { paypal: { live: settings(context) }, easycredit: { live: settings(context) } };
      await contracts.updateThirdPartyConfiguration(OWN, old);
      // Often only the secret is new, which is not shown.
      const client_id = context.random() < 0.3 ? old.paypal.live.client_id : context.unique('client');
      const body = { paypal: { live: { ...settings(context), client_id } } };
      return (options) => contracts.updateThirdPartyConfiguration(OWN, body, options);
    },
  },
  'general.contracts.patchThirdPartyConfiguration': {
    async arrange(context) {
      const { contracts } = context.secuconnect.general;
      const old = { live: settings(context) };
      await contracts.patchThirdPartyConfiguration(OWN, { saferpay: old });
      const client_id = context.random() < 0.3 ? old.live.client_id : context.unique('client');
      const body = { saferpay: { live: { ...settings(context), client_id } } };
      return (options) => contracts.patchThirdPartyConfiguration(OWN, body, options);
    },
  },
  'general.contracts.deleteThirdPartyConfiguration': {
    async arrange(context) {
      const { contracts } = context.secuconnect.general;
      const providers = ['paypal', 'easycredit', 'saferpay'] as const;
      const provider = pick(context, providers);
      await contracts.patchThirdPartyConfiguration(OWN, { [provider]: { sandbox: settings(context) } });
      return (options) => contracts.deleteThirdPartyConfiguration(OWN, provider, options);
    },
  },
  'general.contracts.savePaymentLinkConfiguration': {
    async arrange(context) {
      const { contracts } = context.secuconnect.general;
      const background = {
        enabled: context.random() < 0.5,
        image_url: `https://shop.example/${context.unique('picture')}.png`,
      };
      return (options) => contracts.savePaymentLinkConfiguration(OWN, { background }, options);
    },
  },
};
