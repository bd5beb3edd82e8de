import type {
  GeneralContract,
  GeneralContractThirdPartyConfiguration,
  GeneralContractThirdPartyConfigurationInput,
  GeneralContractThirdPartyEnvironment,
} from '@secuconnect/api';
import type { Call } from '../call/call.ts';
import { save } from '../call/objects.ts';
import { notFound } from '../engine/exception.ts';
import { CONTRACTS } from '../parties/contracts.ts';

type Provider = keyof GeneralContractThirdPartyConfiguration;
type Fields = Readonly<Record<string, GeneralContractThirdPartyEnvironment | undefined>>;

const PROVIDERS: readonly Provider[] = ['paypal', 'easycredit', 'saferpay'];
const fieldOf = (provider: Provider): string => `${provider}_configuration`;

/** The external providers of a contract, with the ids of their clients. The sandbox does not even store the secrets. */
export const providersOf = (contract: GeneralContract): GeneralContractThirdPartyConfiguration =>
  Object.fromEntries(
    PROVIDERS.flatMap((provider) => {
      const environment = (contract as unknown as Fields)[fieldOf(provider)];
      return environment ? [[provider, environment]] : [];
    }),
  );

/** Sets the providers that are sent, each as a whole; the others are gone. */
export function replaceProviders(call: Call, contract: GeneralContract): GeneralContractThirdPartyConfiguration {
  return store(call, contract, sentProviders(call));
}

/** Sets what is sent, and keeps the rest. A provider that is `null` is gone. */
export function changeProviders(call: Call, contract: GeneralContract): GeneralContractThirdPartyConfiguration {
  const known = providersOf(contract);
  const sent = sentProviders(call);
  const changed = PROVIDERS.map((provider) => [
    provider,
    sent[provider] === null ? null : { ...known[provider], ...sent[provider] },
  ]);
  return store(call, contract, Object.fromEntries(changed));
}

/** @throws ApiException 404 for a provider that is not set up. */
export function deleteProvider(call: Call, contract: GeneralContract): GeneralContractThirdPartyConfiguration {
  const provider = call.path['thirdPartyName'] as Provider;
  const { [provider]: removed, ...left } = providersOf(contract);
  if (!removed) throw notFound(`The configuration of ${contract.id} for`, provider);
  return store(call, contract, left);
}

type Sent = Readonly<Partial<Record<Provider, GeneralContractThirdPartyEnvironment | null>>>;

function sentProviders(call: Call): Sent {
  const input = call.body as GeneralContractThirdPartyConfigurationInput;
  return Object.fromEntries(
    PROVIDERS.filter((provider) => input[provider] !== undefined).map((provider) => [
      provider,
      withoutSecrets(input[provider]),
    ]),
  );
}

const withoutSecrets = (environment: GeneralContractThirdPartyConfigurationInput[Provider]) =>
  environment && Object.fromEntries(Object.entries(environment).map(([name, { client_id }]) => [name, { client_id }]));

function store(call: Call, contract: GeneralContract, providers: Sent): GeneralContractThirdPartyConfiguration {
  const fields = PROVIDERS.map((provider) => {
    const environment = providers[provider];
    return [fieldOf(provider), environment && Object.keys(environment).length > 0 ? environment : undefined];
  });
  return providersOf(save(call, CONTRACTS, { ...contract, ...Object.fromEntries(fields) } as GeneralContract));
}
