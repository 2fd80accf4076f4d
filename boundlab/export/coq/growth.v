(* Growth: what is stated of two functions, from their germs. *)
Definition at_most (f g : R -> R) := exists C, 0 < C /\ near (fun x => Rabs (f x) <= C * Rabs (g x)).
Definition below_any (f g : R -> R) := forall c, 0 < c -> near (fun x => Rabs (f x) <= c * Rabs (g x)).
Lemma compared f g e d : within f (Some e) -> between (fun x => Rabs (g x)) d -> below e d -> at_most f g.
Proof.
  intros F (c & C & P & Q & G) B. destruct (within_covered _ (Some e) (Some d) B F) as (D & P' & W).
  exists (D * / c). split; [ apply Rmult_lt_0_compat; [ exact P' | apply Rinv_0_lt_compat; exact P ] | ].
  apply (near_mono _ _ (near_and _ _ W G)). intros x [ U [ V _ ] ]. apply (Rle_trans _ _ _ U).
  rewrite Rmult_assoc. apply Rmult_le_compat_l; [ lra | ].
  apply (Rmult_le_reg_l c); [ exact P | ]. replace (c * (/ c * Rabs (g x))) with (Rabs (g x)) by (field; lra). exact V.
Qed.
Lemma compared_strictly f g e d : within f (Some e) -> between (fun x => Rabs (g x)) d -> far e d -> below_any f g.
Proof.
  intros F (c & C & P & Q & G) B a A. assert (H : 0 < a * c) by (apply Rmult_lt_0_compat; assumption).
  apply (near_mono _ _ (near_and _ _ (within_small f (Some e) d B F _ H) G)). intros x [ U [ V _ ] ].
  apply (Rle_trans _ _ _ U). rewrite Rmult_assoc. apply Rmult_le_compat_l; [ lra | exact V ].
Qed.
Lemma nothing_at_most f g : near (fun x => f x = 0) -> at_most f g.
Proof.
  intro H. exists 1. split; [ lra | ]. apply (near_mono _ _ H). intros x ->. rewrite Rabs_R0.
  pose proof (Rabs_pos (g x)). lra.
Qed.
Lemma nothing_below_any f g : near (fun x => f x = 0) -> below_any f g.
Proof.
  intros H c P. apply (near_mono _ _ H). intros x ->. rewrite Rabs_R0. apply Rmult_le_pos; [ lra | apply Rabs_pos ].
Qed.
Lemma not_both_ways f g e : between (fun x => Rabs (f x)) e -> below_any g f -> at_most f g -> False.
Proof.
  intros F S (C & P & B). assert (H : 0 < / (2 * C)) by (apply Rinv_0_lt_compat; lra).
  destruct (near_somewhere _ (near_and _ _ (above_zero _ _ F) (near_and _ _ (S _ H) B))) as (x & Z & U & V).
  assert (W : C * Rabs (g x) <= C * (/ (2 * C) * Rabs (f x))) by (apply Rmult_le_compat_l; lra).
  replace (C * (/ (2 * C) * Rabs (f x))) with (Rabs (f x) / 2) in W by (field; lra). lra.
Qed.

(* Powers, logarithms and exponentials, up to a factor between constants > 0, or a bounded summand. *)
Lemma ln_le x y : 0 < x -> x <= y -> ln x <= ln y.
Proof. intros P [ H | -> ]; [ left; apply ln_increasing; assumption | right; reflexivity ]. Qed.
Lemma logarithm_between f e : between f e -> bounded (fun x => ln (f x) - e x).
Proof.
  intros (c & C & P & Q & B). exists (Rabs (ln c) + Rabs (ln C) + 1).
  pose proof (Rabs_pos (ln c)). pose proof (Rabs_pos (ln C)). split; [ lra | ].
  apply (near_mono _ _ B). intros x [ U V ]. pose proof (exp_pos (e x)) as E.
  assert (L : ln c + e x <= ln (f x)).
  { rewrite <- (ln_exp (e x)) at 1. rewrite <- ln_mult by assumption. apply ln_le; [ apply Rmult_lt_0_compat; assumption | exact U ]. }
  assert (M : ln (f x) <= ln C + e x).
  { rewrite <- (ln_exp (e x)) at 1. rewrite <- ln_mult by assumption. apply ln_le; [ | exact V ].
    apply (Rlt_le_trans _ (c * exp (e x))); [ apply Rmult_lt_0_compat; assumption | exact U ]. }
  apply Rabs_le. pose proof (Rle_abs (ln C)). pose proof (Rle_abs (- ln c)) as N. rewrite Rabs_Ropp in N. lra.
Qed.
Lemma factor_of f e d :
  near (fun x => 0 < f x) -> bounded (fun x => ln (f x) - e x) -> (forall x, e x = d x) ->
  exists k, away k /\ bounded k /\ germ f ((k, d) :: nil) None.
Proof.
  intros Z (C & P & B) E. exists (fun x => f x * exp (- d x)).
  assert (H : near (fun x => exp (- C) <= f x * exp (- d x) <= exp C)).
  { apply (near_mono _ _ (near_and _ _ Z B)). intros x [ U V ]. rewrite <- (exp_ln (f x) U), <- exp_plus.
    rewrite E in V. pose proof (Rle_abs (ln (f x) - d x)). pose proof (Rle_abs (- (ln (f x) - d x))) as N.
    rewrite Rabs_Ropp in N. split; apply exp_le; lra. }
  split; [ | split ].
  - exists (exp (- C)). split; [ apply exp_pos | ]. apply (near_mono _ _ H). intros; lra.
  - exists (exp C). split; [ apply exp_pos | ]. apply (near_mono _ _ H). intros x [ U V ].
    rewrite Rabs_pos_eq; [ exact V | ]. pose proof (exp_pos (- C)). lra.
  - apply germ_only. apply near_always. intro x. rewrite Rmult_assoc, <- exp_plus, Rplus_opp_l, exp_0. ring.
Qed.
Lemma power_factor f e d p :
  between f e -> (forall x, p * e x = d x) ->
  exists k, away k /\ bounded k /\ germ (fun x => Rpower (f x) p) ((k, d) :: nil) None.
Proof.
  intros B E. apply (factor_of _ (fun x => p * e x)); [ apply near_always; intro; apply exp_pos | | exact E ].
  apply (bounded_equal (fun x => p * (ln (f x) - e x))).
  - intro x. unfold Rpower. rewrite ln_exp. ring.
  - apply (bounded_times (fun _ => p)); [ apply bounded_constant | apply logarithm_between; exact B ].
Qed.
Lemma inverse_factor f e d :
  between f e -> (forall x, - e x = d x) -> exists k, away k /\ bounded k /\ germ (fun x => / f x) ((k, d) :: nil) None.
Proof.
  intros B E. pose proof (above_zero _ _ B) as Z.
  apply (factor_of _ (fun x => - e x)); [ apply (near_mono _ _ Z); intros; apply Rinv_0_lt_compat; assumption | | exact E ].
  destruct (logarithm_between _ _ B) as (C & P & L). exists C. split; [ exact P | ].
  apply (near_mono _ _ (near_and _ _ Z L)). intros x [ U V ]. rewrite ln_Rinv by exact U.
  replace (- ln (f x) - - e x) with (- (ln (f x) - e x)) by ring. rewrite Rabs_Ropp. exact V.
Qed.
Lemma logarithm_factor f e : between f e -> exists k, bounded k /\ near (fun x => ln (f x) = e x + k x).
Proof.
  intro B. exists (fun x => ln (f x) - e x). split; [ apply logarithm_between; exact B | apply near_always; intro; ring ].
Qed.
Lemma exponential_factor f e d :
  within (fun x => f x - e x) (Some d) -> (forall x, d x = 0) ->
  exists k, away k /\ bounded k /\ germ (fun x => exp (f x)) ((k, e) :: nil) None.
Proof.
  intros (C & P & B) D. apply (factor_of _ e); [ apply near_always; intro; apply exp_pos | | reflexivity ].
  exists C. split; [ exact P | ]. apply (near_mono _ _ B). intros x H. rewrite ln_exp. rewrite D, exp_0, Rmult_1_r in H. exact H.
Qed.
(* The same where there is one term with a constant coefficient and no remainder. *)
Lemma power_exactly f c e d p :
  germ f ((fun _ => c, e) :: nil) None -> 0 < c -> (forall x, p * e x = d x) ->
  germ (fun x => Rpower (f x) p) ((fun _ => Rpower c p, d) :: nil) None.
Proof.
  intros G P E. apply germ_only. apply (near_mono _ _ (germ_equation _ _ _ G)). intros x ->.
  rewrite <- Rpower_mult_distr by (assumption || apply exp_pos). rewrite <- E. f_equal.
  unfold Rpower. rewrite ln_exp. reflexivity.
Qed.
Lemma inverse_exactly f c e d :
  germ f ((fun _ => c, e) :: nil) None -> c <> 0 -> (forall x, - e x = d x) ->
  germ (fun x => / f x) ((fun _ => 1 / c, d) :: nil) None.
Proof.
  intros G P E. apply germ_only. apply (near_mono _ _ (germ_equation _ _ _ G)). intros x ->.
  rewrite <- E, exp_Ropp. field. split; [ apply Rgt_not_eq, exp_pos | exact P ].
Qed.
Lemma logarithm_exactly f c e :
  germ f ((fun _ => c, e) :: nil) None -> 0 < c -> near (fun x => ln (f x) = e x + ln c).
Proof.
  intros G P. apply (near_mono _ _ (germ_equation _ _ _ G)). intros x ->.
  rewrite ln_mult, ln_exp by (assumption || apply exp_pos). ring.
Qed.
Lemma exponential_exactly f e c d :
  near (fun x => f x = e x + c) -> (forall x, e x = d x) -> germ (fun x => exp (f x)) ((fun _ => exp c, d) :: nil) None.
Proof.
  intros H E. apply germ_only. apply (near_mono _ _ H). intros x ->. rewrite exp_plus, E. ring.
Qed.
Lemma ranged f e : near (fun x => e x = 0) -> bounded f -> germ f ((f, e) :: nil) None.
Proof. intros H _. apply germ_only. apply (near_mono _ _ H). intros x ->. rewrite exp_0. ring. Qed.

(* Extrema, and functions that stay between bounds. *)
Lemma maximum_first f g e : between (fun x => f x - g x) e -> near (fun x => f x = Rmax (f x) (g x)).
Proof. intro B. apply (near_mono _ _ (above_zero _ _ B)). intros x H. rewrite Rmax_left; lra. Qed.
Lemma maximum_second f g e : between (fun x => - (f x - g x)) e -> near (fun x => g x = Rmax (f x) (g x)).
Proof. intro B. apply (near_mono _ _ (above_zero _ _ B)). intros x H. rewrite Rmax_right; lra. Qed.
Lemma minimum_first f g e : between (fun x => - (f x - g x)) e -> near (fun x => f x = Rmin (f x) (g x)).
Proof. intro B. apply (near_mono _ _ (above_zero _ _ B)). intros x H. rewrite Rmin_left; lra. Qed.
Lemma minimum_second f g e : between (fun x => f x - g x) e -> near (fun x => g x = Rmin (f x) (g x)).
Proof. intro B. apply (near_mono _ _ (above_zero _ _ B)). intros x H. rewrite Rmin_right; lra. Qed.
Lemma equal_extremum f g : near (fun x => f x - g x = 0) -> near (fun x => f x = Rmax (f x) (g x)) /\ near (fun x => f x = Rmin (f x) (g x)).
Proof.
  intro H. split; apply (near_mono _ _ H); intros x E; [ rewrite Rmax_left | rewrite Rmin_left ]; lra.
Qed.
Lemma absolute_value f e : between f e -> near (fun x => f x = Rabs (f x)).
Proof. intro B. apply (near_mono _ _ (above_zero _ _ B)). intros x H. rewrite Rabs_pos_eq; lra. Qed.
Lemma absolute_value_opposite f e : between (fun x => - f x) e -> near (fun x => - f x = Rabs (f x)).
Proof. intro B. apply (near_mono _ _ (above_zero _ _ B)). intros x H. rewrite Rabs_left; lra. Qed.
Lemma root f e : between f e -> near (fun x => Rpower (f x) (1/2) = sqrt (f x)).
Proof.
  intro B. apply (near_mono _ _ (above_zero _ _ B)). intros x H. rewrite <- (Rpower_sqrt (f x) H). f_equal. lra.
Qed.
Lemma natural_power f e n p :
  between f e -> p = INR n -> near (fun x => Rpower (f x) p = f x ^ n).
Proof. intros B ->. apply (near_mono _ _ (above_zero _ _ B)). intros x H. apply Rpower_pow. exact H. Qed.
Lemma floor_range y : -1 <= IZR (Int_part y) - y <= 0.
Proof. destruct (base_Int_part y). lra. Qed.
Lemma floor_of_number z y : IZR z <= y < IZR z + 1 -> IZR (Int_part y) = IZR z.
Proof.
  intros H. f_equal. destruct (base_Int_part y). assert (Int_part y < z + 1)%Z by (apply lt_IZR; rewrite plus_IZR; lra).
  assert (z < Int_part y + 1)%Z by (apply lt_IZR; rewrite plus_IZR; lra). lia.
Qed.
(* The floors of numbers that are known. *)
Ltac floors := repeat match goal with E : IZR (Int_part ?y) = _ |- context [ IZR (Int_part ?y) ] => rewrite E end.
Lemma floor_factor (f : R -> R) : exists k : R -> R, bounded k /\ near (fun x => -1 <= k x <= 0) /\
  near (fun x => IZR (Int_part (f x)) = f x + k x).
Proof.
  exists (fun x => IZR (Int_part (f x)) - f x). split; [ | split ].
  - exists 1. split; [ lra | ]. apply near_always. intro x. apply Rabs_le. pose proof (floor_range (f x)). lra.
  - apply near_always. intro x. apply floor_range.
  - apply near_always. intro. ring.
Qed.
Lemma wave_factor (f g : R -> R) : (forall x, -1 <= g (f x) <= 1) -> exists k : R -> R, bounded k /\ near (fun x => -1 <= k x <= 1) /\
  near (fun x => g (f x) = 0 + k x).
Proof.
  intro H. exists (fun x => g (f x)). split; [ | split ].
  - exists 1. split; [ lra | ]. apply near_always. intro x. apply Rabs_le. apply H.
  - apply near_always. intro x. apply H.
  - apply near_always. intro. ring.
Qed.
Lemma tied_factor f g e :
  (exists c C, 0 < c /\ 0 < C /\ near (fun x => c * g x <= f x <= C * g x)) -> between g e ->
  exists k, away k /\ bounded k /\ germ f ((k, e) :: nil) None.
Proof.
  intros (c & C & P & Q & T) (d & D & P' & Q' & B).
  assert (F : between f e).
  { exists (c * d), (C * D). split; [ apply Rmult_lt_0_compat; assumption | ].
    split; [ apply Rmult_lt_0_compat; assumption | ].
    apply (near_mono _ _ (near_and _ _ T B)). intros x [ [ U V ] [ U' V' ] ].
    apply (Rmult_le_compat_l c) in U'; [ | lra ]. apply (Rmult_le_compat_l C) in V'; [ | lra ]. lra. }
  apply (factor_of _ e); [ exact (above_zero _ _ F) | exact (logarithm_between _ _ F) | reflexivity ].
Qed.
Lemma away_above f c : 0 < c -> near (fun x => c <= f x) -> away f.
Proof. intros P H. exists c. split; assumption. Qed.
Lemma positive_scaled q y v : 0 < q -> y > 0 -> v = q * y -> 0 < v.
Proof. intros Q Y ->. apply Rmult_lt_0_compat; assumption. Qed.
Lemma positive_scaled_negative q y v : 0 < q -> y < 0 -> v = - q * y -> 0 < v.
Proof. intros Q Y ->. replace (- q * y) with (q * - y) by ring. apply Rmult_lt_0_compat; lra. Qed.
Lemma ln_positive x : 1 < x -> 0 < ln x.
Proof. intro H. rewrite <- ln_1. apply ln_increasing; lra. Qed.
Lemma ln_power x n : 0 < x -> ln (x ^ n) = INR n * ln x.
Proof.
  intro P. induction n as [ | n I ]; [ simpl; rewrite ln_1; ring | ].
  change (x ^ S n) with (x * x ^ n). rewrite S_INR, ln_mult, I by (assumption || apply pow_lt; assumption). ring.
Qed.
Lemma Rpower_one p : Rpower 1 p = 1.
Proof. unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. Qed.
Lemma opposite_inverse y : - / - y = / y.
Proof. destruct (Req_dec y 0) as [ -> | H ]; [ rewrite Ropp_0, Rinv_0; ring | field; exact H ]. Qed.
Lemma not_of_nothing f g e : between (fun x => Rabs (f x)) e -> near (fun x => g x = 0) -> at_most f g -> False.
Proof.
  intros F G (C & P & B).
  destruct (near_somewhere _ (near_and _ _ (above_zero _ _ F) (near_and _ _ G B))) as (x & Z & U & V).
  rewrite U, Rabs_R0 in V. lra.
Qed.
Lemma small_big f g : below_any f g -> at_most f g.
Proof. intro S. exists 1. split; [ lra | exact (S 1 Rlt_0_1) ]. Qed.
Lemma tied_exactly g : near (fun x => 0 < g x) -> exists c C, 0 < c /\ 0 < C /\ near (fun x => c * g x <= g x <= C * g x).
Proof. intros _. exists 1, 1. repeat split; try lra. apply near_always. intros; lra. Qed.
Ltac positive_product :=
  lazymatch goal with
  | |- 0 < _ * _ => apply Rmult_lt_0_compat; positive_product
  | |- 0 < / _ => apply Rinv_0_lt_compat; positive_product
  | |- 0 < _ ^ _ => apply pow_lt; lra
  | |- _ => lra
  end.
Lemma log_of_inverse k e : 0 < k -> e = / k -> ln k = -1 * ln e.
Proof. intros K ->. rewrite ln_Rinv by exact K. ring. Qed.
Ltac log_of_product :=
  repeat first [ rewrite ln_mult by positive_product | rewrite ln_Rinv by positive_product ];
  rewrite ?ln_power, ?ln_1 by lra; simpl INR; ring.
Lemma absolute_nothing f : near (fun x => f x = 0) -> near (fun x => Rabs (f x) = 0).
Proof. intro H. apply (near_mono _ _ H). intros x ->. apply Rabs_R0. Qed.
Lemma quotient_nonzero c : c <> 0 -> 1 / c <> 0.
Proof. intros C H. apply (Rinv_neq_0_compat c C). unfold Rdiv in H. rewrite Rmult_1_l in H. exact H. Qed.
Lemma opposite_nonzero c d : d = - c -> 0 < d -> c <> 0.
Proof. intros -> D ->. rewrite Ropp_0 in D. exact (Rlt_irrefl _ D). Qed.
Lemma ln_Rpower x p : ln (Rpower x p) = p * ln x.
Proof. unfold Rpower. apply ln_exp. Qed.
Lemma power_of_number x p y : 0 < y -> p * ln x = ln y -> Rpower x p = y.
Proof. intros P E. unfold Rpower. rewrite E. apply exp_ln. exact P. Qed.
