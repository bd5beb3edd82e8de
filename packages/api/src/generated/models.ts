// Generated from spec/ by `pnpm generate`. Do not edit: change the spec instead.
import type { components } from './schema.ts';

/** Postal address of a person, company or store. */
export type Address = components['schemas']['Address'];

/** One part of a structured address. */
export type AddressComponent = components['schemas']['AddressComponent'];

/** List option that groups, sums or charts matches instead of returning them one by one. */
export type Aggregate = components['schemas']['Aggregate'];

/** Payment token from Apple Pay; short-lived and not reusable. */
export type ApplePayDescriptor = components['schemas']['ApplePayDescriptor'];

/** Key material of an Apple Pay token. */
export type ApplePayDescriptorHeader = components['schemas']['ApplePayDescriptorHeader'];

/** Account that assigned a merchant or store to itself. */
export type AssignedBy = components['schemas']['AssignedBy'];

/** Background picture of a payment page. */
export type BackgroundImageOption = components['schemas']['BackgroundImageOption'];

/** Bank account of a payer or payee. */
export type BankAccountDescriptor = components['schemas']['BankAccountDescriptor'];

/** Smart Checkout settings of a contract. */
export type CheckoutConfiguration = components['schemas']['CheckoutConfiguration'];

/** Switches for order mails sent by Smart Checkout. */
export type CheckoutConfigurationNotifications = components['schemas']['CheckoutConfigurationNotifications'];

/** Contact data of a person or company. */
export type Contact = components['schemas']['Contact'];

/** Network token settings for the card used in a payment. */
export type ContainerInstructions = components['schemas']['ContainerInstructions'];

/** Masked card with encrypted data from the card iframe. */
export type CreditCardDescriptor = components['schemas']['CreditCardDescriptor'];

/** Weekday and time of day in the store's local time. */
export type DayTime = components['schemas']['DayTime'];

/** Trading name and city printed on the payer's card statement. */
export type DynamicDescriptor = components['schemas']['DynamicDescriptor'];

/** Contract of a merchant with the platform; payments are made under it. */
export type GeneralContract = components['schemas']['GeneralContract'];

/** Event for which a contract sells tickets. */
export type GeneralContractEventDetails = components['schemas']['GeneralContractEventDetails'];

/** Merchant account on the platform. */
export type GeneralMerchant = components['schemas']['GeneralMerchant'];

/** Legal page or logo of a merchant. */
export type GeneralMerchantLegalDetails = components['schemas']['GeneralMerchantLegalDetails'];

/** Default URL of a merchant for one purpose. */
export type GeneralMerchantUrls = components['schemas']['GeneralMerchantUrls'];

/** Person or company behind a merchant account. */
export type GeneralMerchantUser = components['schemas']['GeneralMerchantUser'];

/** Mail address of a merchant user. */
export type GeneralMerchantUserEmail = components['schemas']['GeneralMerchantUserEmail'];

/** Physical or online shop of a merchant. */
export type GeneralStore = components['schemas']['GeneralStore'];

/** Address with structured parts and geographic position. */
export type GeoAddress = components['schemas']['GeoAddress'];

/** Geographic position in decimal degrees. */
export type GeoAddressGeometry = components['schemas']['GeoAddressGeometry'];

/** Payment token from Google Pay. */
export type GooglePayDescriptor = components['schemas']['GooglePayDescriptor'];

/** Intermediate signing key of a Google Pay token. */
export type GooglePayDescriptorIntermediateSigningKey =
  components['schemas']['GooglePayDescriptorIntermediateSigningKey'];

/** Account that invited a merchant or store. */
export type InvitedBy = components['schemas']['InvitedBy'];

/** What every list answers. Each list adds `data`, the items of this page. */
export type ListEnvelope = components['schemas']['ListEnvelope'];

/** Physical or virtual loyalty card, independent of a merchant. */
export type LoyaltyCard = components['schemas']['LoyaltyCard'];

/** User account linked to a card. */
export type LoyaltyCardAccount = components['schemas']['LoyaltyCardAccount'];

/** Group of loyalty or gift cards with common rules. */
export type LoyaltyCardGroup = components['schemas']['LoyaltyCardGroup'];

/** Customer of a merchant's loyalty programme. */
export type LoyaltyCustomer = components['schemas']['LoyaltyCustomer'];

/** Payment instrument stored for a loyalty customer. */
export type LoyaltyCustomerPaymentContainer = components['schemas']['LoyaltyCustomerPaymentContainer'];

/** A card as managed by one merchant, with balances and lock state. */
export type LoyaltyMerchantCard = components['schemas']['LoyaltyMerchantCard'];

/** Payment instrument stored with a merchant card. */
export type LoyaltyPaymentContainer = components['schemas']['LoyaltyPaymentContainer'];

/** Settings for recurring and merchant-initiated card payments. */
export type MitInstructions = components['schemas']['MitInstructions'];

/** Amount in minor currency units (1995 is 19.95 EUR). */
export type MoneyAmount = components['schemas']['MoneyAmount'];

/** Currency as three letters, ISO 4217. */
export type NullableCurrency = components['schemas']['NullableCurrency'];

/** Moment as ISO 8601 with offset, such as `2026-03-02T10:15:00+01:00`. */
export type NullableDateTime = components['schemas']['NullableDateTime'];

/** Amount in minor currency units (1995 is 19.95 EUR); negative for refunds and bonus lines. */
export type NullableMoneyAmount = components['schemas']['NullableMoneyAmount'];

/** One opening period of a store. */
export type OpenHours = components['schemas']['OpenHours'];

/** Link to the resource above this one. */
export type ParentReference = components['schemas']['ParentReference'];

/** PayPal account of the payer; read-only. */
export type PayPalDescriptor = components['schemas']['PayPalDescriptor'];

/** Link from a payment container to its customer. */
export type PaymentContainerCustomerReference = components['schemas']['PaymentContainerCustomerReference'];

/** Progress of a card network token. */
export type PaymentContainerTokenStatus = components['schemas']['PaymentContainerTokenStatus'];

/** Options that control how a Smart Transaction is paid. */
export type PaymentContext = components['schemas']['PaymentContext'];

/** Bank account for payouts and transfers. */
export type PaymentInformation = components['schemas']['PaymentInformation'];

/** Account and purpose for a bank transfer, or the instalment plan, to be shown to the payer. */
export type PaymentInstructions = components['schemas']['PaymentInstructions'];

/** The instrument itself; `type` tells what `private` holds. */
export type PaymentInstrument = components['schemas']['PaymentInstrument'];

/** Appearance of the pages behind payment links. */
export type PaymentLinkOptions = components['schemas']['PaymentLinkOptions'];

/** A single payment or refund, usually created by a Smart Transaction. */
export type PaymentTransaction = components['schemas']['PaymentTransaction'];

/** Basket line of a payment, possibly with nested lines. */
export type PaymentTransactionBasketItem = components['schemas']['PaymentTransactionBasketItem'];

/** Name of the payer as stored with the payment. */
export type PaymentTransactionCustomer = components['schemas']['PaymentTransactionCustomer'];

/** Status and amount of a payment in detail. */
export type PaymentTransactionDetails = components['schemas']['PaymentTransactionDetails'];

/** File that belongs to a payment. */
export type PaymentTransactionDocument = components['schemas']['PaymentTransactionDocument'];

/** Nested basket line of a payment. */
export type PaymentTransactionSubBasketItem = components['schemas']['PaymentTransactionSubBasketItem'];

/** Body of every failure. */
export type ProductExceptionPayload = components['schemas']['ProductExceptionPayload'];

/** Link to another resource by identifier only. */
export type ProductInstanceID = components['schemas']['ProductInstanceID'];

/** Link to another resource by type and identifier. */
export type ProductInstanceUID = components['schemas']['ProductInstanceUID'];

/** How to set a line off. */
export type ReceiptDecoration = components['schemas']['ReceiptDecoration'];

/** One line of a receipt; `type` says how to lay it out. */
export type ReceiptLine = components['schemas']['ReceiptLine'];

/** A label on the left and its value on the right of the same line. */
export type ReceiptNameValue = components['schemas']['ReceiptNameValue'];

/** A rule across the paper, or a centred heading when it has a caption. */
export type ReceiptSeparator = components['schemas']['ReceiptSeparator'];

/** An empty line. */
export type ReceiptSpace = components['schemas']['ReceiptSpace'];

/** One paragraph, to be wrapped at the width of the paper. */
export type ReceiptText = components['schemas']['ReceiptText'];

/** Link between two payments, e.g. an original and its refund. */
export type RelatedTransaction = components['schemas']['RelatedTransaction'];

/** One checkout or point-of-sale sale, from basket to executed payment, as the API returns it. */
export type SmartTransaction = components['schemas']['SmartTransaction'];

/** Smart Checkout settings of a sale; they cannot be changed after creation. */
export type SmartTransactionApplicationContext = components['schemas']['SmartTransactionApplicationContext'];

/** Texts and switches of the embedded checkout page. */
export type SmartTransactionApplicationContextIframeOpts =
  components['schemas']['SmartTransactionApplicationContextIframeOpts'];

/** Switches that prevent the payer from editing data in Smart Checkout. */
export type SmartTransactionApplicationContextLocks = components['schemas']['SmartTransactionApplicationContextLocks'];

/** URLs for returning from Smart Checkout and for pushes; up to 2000 characters each. */
export type SmartTransactionApplicationContextReturnUrls =
  components['schemas']['SmartTransactionApplicationContextReturnUrls'];

/** Software behind the shop, for support and statistics. */
export type SmartTransactionApplicationContextShopDetails =
  components['schemas']['SmartTransactionApplicationContextShopDetails'];

/** Content of the sale: articles, sub-baskets or subscriptions. */
export type SmartTransactionBasket = components['schemas']['SmartTransactionBasket'];

/** Total, tip and currency of the basket. */
export type SmartTransactionBasketInfo = components['schemas']['SmartTransactionBasketInfo'];

/** Line of a basket: article, fee, coupon or sub-basket. */
export type SmartTransactionBasketProduct = components['schemas']['SmartTransactionBasketProduct'];

/** Product group of an article. */
export type SmartTransactionBasketProductGroup = components['schemas']['SmartTransactionBasketProductGroup'];

/** Discount line granted by the loyalty programme. */
export type SmartTransactionBonusProduct = components['schemas']['SmartTransactionBonusProduct'];

/** Return URLs for your own checkout with redirect methods; Smart Checkout ignores them. */
export type SmartTransactionCallbackUrls = components['schemas']['SmartTransactionCallbackUrls'];

/** Check-in of a shopper at a store. */
export type SmartTransactionCheckin = components['schemas']['SmartTransactionCheckin'];

/** Entry points to Smart Checkout in the older format. */
export type SmartTransactionCheckoutLinks = components['schemas']['SmartTransactionCheckoutLinks'];

/** Details for goods that the payer collects in a store. */
export type SmartTransactionCollection = components['schemas']['SmartTransactionCollection'];

/** Mail to be sent with the execution of the sale. */
export type SmartTransactionCommunication = components['schemas']['SmartTransactionCommunication'];

/** Payment instrument attached to a Smart Transaction. */
export type SmartTransactionContainer = components['schemas']['SmartTransactionContainer'];

/** Payment instrument, given inline or by the id of a Payment Container. */
export type SmartTransactionContainerInput = components['schemas']['SmartTransactionContainerInput'];

/** Payer or recipient as stored with a Smart Transaction; may be empty until the checkout page has asked for it. */
export type SmartTransactionCustomer = components['schemas']['SmartTransactionCustomer'];

/** Payer or recipient of a sale: an existing customer or inline contact data. */
export type SmartTransactionCustomerInput = components['schemas']['SmartTransactionCustomerInput'];

/** How the goods reach the buyer; `type` tells which. Without a type it is taken as shipping. */
export type SmartTransactionDeliveryOptions = components['schemas']['SmartTransactionDeliveryOptions'];

/** Loyalty card used in a sale, or a request to issue one. */
export type SmartTransactionIdent = components['schemas']['SmartTransactionIdent'];

/** Data for creating or updating a Smart Transaction. */
export type SmartTransactionInput = components['schemas']['SmartTransactionInput'];

/** A page of Smart Transactions. */
export type SmartTransactionList = components['schemas']['SmartTransactionList'];

/** Short form of the merchant that owns a sale. */
export type SmartTransactionMerchant = components['schemas']['SmartTransactionMerchant'];

/** Page to send the payer to, by payment method; only methods that the contract offers are present. */
export type SmartTransactionPaymentLinks = components['schemas']['SmartTransactionPaymentLinks'];

/** Result of the loyalty calculation that runs before the payment. */
export type SmartTransactionPreTransaction = components['schemas']['SmartTransactionPreTransaction'];

/** Result of selling prepaid vouchers with this basket. */
export type SmartTransactionPrepaidSalesDetails = components['schemas']['SmartTransactionPrepaidSalesDetails'];

/** Data for authorising the payment of a Smart Transaction before it is started. */
export type SmartTransactionPrepareInput = components['schemas']['SmartTransactionPrepareInput'];

/** Request body for reporting that goods were shipped or collected. */
export type SmartTransactionSetDeliveryInput = components['schemas']['SmartTransactionSetDeliveryInput'];

/** Details for goods that are shipped. */
export type SmartTransactionShipping = components['schemas']['SmartTransactionShipping'];

/** Optional data for starting the payment of a Smart Transaction. */
export type SmartTransactionStartInput = components['schemas']['SmartTransactionStartInput'];

/** Line of a sub-basket; cannot contain further sub-baskets. */
export type SmartTransactionSubBasketProduct = components['schemas']['SmartTransactionSubBasketProduct'];

/** Time window for collecting goods. */
export type SmartTransactionTimeSlot = components['schemas']['SmartTransactionTimeSlot'];

/** Credentials of an external payment provider, for live and test use. */
export type ThirdPartyEnvironment = components['schemas']['ThirdPartyEnvironment'];

/** Credentials of one environment of an external provider. */
export type ThirdPartyEnvironmentSettings = components['schemas']['ThirdPartyEnvironmentSettings'];
