/**
 * Onboarding: a platform signs up a new merchant. Choose a category, have a person identified, upload documents, and request a contract.
 * Secuconnect approves it later; a push reports that.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET.
 */
import { isConflictError, isSecuconnectError, optionsFromEnv, Secuconnect, uploadFile } from '@secuconnect/client';

const secuconnect = new Secuconnect(optionsFromEnv());
const project = 'Example Roastery 2';
const contact = {
  companyname: 'Example Roastery GmbH',
  forename: 'Petra',
  surname: 'Beispiel',
  email: 'petra@example.com',
  phone: '+4935955555557',
  mobile: '+4915155555557',
  dob: '1979-08-21',
  birthplace: 'Dresden',
  nationality: 'DE',
  address: { street: 'Beispielallee', street_number: '8', postal_code: '01896', city: 'Pulsnitz', country: 'DE' },
};

try {
  const categories = await secuconnect.general.merchants.getMerchantCategories();
  const category = categories.find(({ description }) => /coffee|grocer/i.test(description ?? '')) ?? categories[0];
  console.log(`${categories.length} categories; the choice is "${category?.description}".`);

  const ident = await secuconnect.services.identRequests.create({
    provider: 'idnow',
    type: 'person',
    demo: true,
    person: [{ contact }],
    owner_transaction_id: 'merchant-517',
  });
  console.log(`${ident.id} is ${ident.status}. Send Petra to ${ident.person?.[0]?.redirect_url ?? 'the provider'}.`);

  // An upload can be used for 20 minutes.
  const signed = await uploadFile(secuconnect, pdf('contract.pdf', 'signed contract'));
  const requested = await secuconnect.payment.contracts.requestId('me', {
    contact,
    project, // unique for each contract
    payout_account: { owner: 'Example Roastery GmbH', iban: 'DE37503240001000000524' },
    payin_account: true, // needed for prepayment and invoice
    identrequest: ident.id,
    signed_contract: signed.id,
    url_push: 'https://platform.example.com/hooks/secuconnect',
    ...(category?.id && { merchant_category: category.id }),
  });
  const contract = requested.contract?.id;
  if (!contract) throw new Error('The response names no contract.');
  console.log(`${contract} is ${requested.approved ? 'approved' : 'waiting for approval'}.`);

  const register = await uploadFile(secuconnect, pdf('register.pdf', 'extract of the register'));
  const { service_issue_id } = await secuconnect.services.uploadIdents.create({
    contract_id: contract,
    document_ids: [register.id],
  });
  console.log(`Case ${service_issue_id} has the extract of the register.`);

  // After a push with the target general.contracts:
  const now = await secuconnect.general.contracts.get(contract);
  console.log(`${now.id} may take payments: ${now.approved ? 'yes' : 'not yet'}.`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (isConflictError(error))
    console.error(`The project "${project}" has a contract already: find it, or choose another name.`);
  else if (error.outcome === 'unknown')
    console.error('It may have been requested: look for the project first.', error.message);
  else console.error('This step had no effect:', error.message);
  process.exitCode = 1;
}

function pdf(name: string, content: string): File {
  return new File([`%PDF-1.7 ${content}`], name, { type: 'application/pdf' });
}
