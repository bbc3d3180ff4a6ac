"""Who may sign in. Accounts are made by an administrator, who alone sets role and patients."""

from aws_cdk import Duration
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infrastructure.stacks.findings import accept
from infrastructure.stage import Stage


class People(Construct):
    """User pool and its one client. Rights are `custom:role`, `custom:patients` and `custom:teams`."""

    def __init__(self, scope: Construct, id: str, stage: Stage) -> None:  # noqa: A002 - CDK's name
        super().__init__(scope, id)
        self.pool = cognito.UserPool(
            self,
            "Pool",
            self_sign_up_enabled=False,
            sign_in_aliases=cognito.SignInAliases(email=True),
            account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
            mfa=cognito.Mfa.OPTIONAL if stage.sandbox else cognito.Mfa.REQUIRED,
            mfa_second_factor=cognito.MfaSecondFactor(otp=True, sms=False),
            password_policy=cognito.PasswordPolicy(
                min_length=12,
                require_digits=True,
                require_lowercase=True,
                require_symbols=True,
                require_uppercase=True,
                temp_password_validity=Duration.days(1),
            ),
            feature_plan=cognito.FeaturePlan.PLUS,
            standard_threat_protection_mode=cognito.StandardThreatProtectionMode.FULL_FUNCTION,
            custom_attributes={
                "role": cognito.StringAttribute(mutable=True, max_len=20),
                "patients": cognito.StringAttribute(mutable=True, max_len=2048),
                "teams": cognito.StringAttribute(mutable=True, max_len=2048),
            },
            deletion_protection=not stage.sandbox,
            removal_policy=stage.removal,
        )
        if stage.sandbox:
            accept(self.pool, "AwsSolutions-COG2", "A sandbox has synthetic patients only; prod demands it.")
        self.client = self.pool.add_client(
            "Client",
            auth_flows=cognito.AuthFlow(user_srp=True, admin_user_password=stage.sandbox),
            disable_o_auth=True,
            prevent_user_existence_errors=True,
            enable_token_revocation=True,
            id_token_validity=Duration.hours(1),
            access_token_validity=Duration.hours(1),
            refresh_token_validity=Duration.hours(12),
            read_attributes=cognito.ClientAttributes()
            .with_standard_attributes(email=True)
            .with_custom_attributes("role", "patients", "teams"),
            # Nobody writes their own rights: without this list Cognito lets users change custom attributes.
            write_attributes=cognito.ClientAttributes().with_standard_attributes(email=True),
        )

    @property
    def issuer(self) -> str:
        return self.pool.user_pool_provider_url

    @property
    def audience(self) -> str:
        return self.client.user_pool_client_id
