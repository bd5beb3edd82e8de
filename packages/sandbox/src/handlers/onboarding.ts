import type { GeneralContract, ServicesUploadIdentInput } from '@secuconnect/api';
import { Answer, type Call, type Handlers } from '../call/call.ts';
import { download, upload } from '../documents/uploads.ts';
import { oldMethods } from '../general/available-methods.ts';
import { revokeAccruals } from '../general/contract-payments.ts';
import { contractOf, setPayoutAccount } from '../general/contract-settings.ts';
import { requestIdent } from '../onboarding/ident-requests.ts';
import { cloneContract, requestId } from '../onboarding/new-contract.ts';
import { submitIdentDocuments } from '../onboarding/service-cases.ts';
import { adoptContract } from '../parties/contracts.ts';
import { project } from '../spec/project.ts';
import { RESOURCES } from '../spec/resources.ts';

const contract = (call: Call): GeneralContract => contractOf(call, call.path['paymentContractId']!);

/** The operations of Payment Contracts, identifications and uploads, except for lists and what only reads. */
export const onboardingHandlers: Handlers = {
  'payment.contracts.get': (call) => project(RESOURCES.get('payment.contracts')!.schema, contract(call)),
  'payment.contracts.requestId': (call) => requestId(call),
  'payment.contracts.clone': (call) => cloneContract(call),
  'payment.contracts.getPaymentMethods': (call) =>
    oldMethods(adoptContract(call, call.path['paymentContractId']) as GeneralContract),
  'payment.contracts.updateBankAccount': (call) => setPayoutAccount(call, contract(call)),
  'payment.contracts.revokeAccrual': (call) => {
    revokeAccruals(call, contract(call).id);
    return new Answer(202);
  },

  'services.identRequests.create': (call) => requestIdent(call),
  'services.uploadIdents.create': (call) => submitIdentDocuments(call, call.body as ServicesUploadIdentInput),

  'document.uploads.create': (call) => upload(call),
  'document.uploads.download': (call) => download(call),
};
