import type { PrepaidContractMappingZvtInput, PrepaidReportInput, PrepaidSaleInput } from '@secuconnect/api';
import { invalid } from '../engine/exception.ts';
import type { Call, Handlers } from '../call/call.ts';
import { adoptContract } from '../parties/contracts.ts';
import { productNumbered } from '../prepaid/product-numbers.ts';
import { createReport } from '../prepaid/reports.ts';
import { loadSale, sell, stepSale } from '../prepaid/sales.ts';

/** The operations of prepaid products, except for reading. */
export const prepaidHandlers: Handlers = {
  'prepaid.contracts.mappingZvt': (call) => {
    adoptContract(call, call.path['prepaidContractId']);
    return productNumbered(call, call.body as PrepaidContractMappingZvtInput);
  },
  'prepaid.sales.create': (call) => create(call),
  'prepaid.sales.confirm': (call) => stepSale(call, loadSale(call, call.path['prepaidSaleId']!), 'confirm'),
  'prepaid.reports.create': (call) => createReport(call, call.body as PrepaidReportInput),
};

function create(call: Call) {
  const { item } = call.body as PrepaidSaleInput;
  if (item === undefined) throw invalid('item is missing');
  return sell(call, item, call.session.device);
}
