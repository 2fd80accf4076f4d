(* Functions > 0 by their logarithms, where what is known of an exponent is not enough for its exponential. *)
Definition capped (f : R -> R) := exists K, near (fun x => f x <= K).
Definition falls (f : R -> R) := forall K, near (fun x => f x <= K).
Lemma exp_of_log f e : between f e -> near (fun x => f x = exp (ln (f x))).
Proof. intro B. apply (near_mono _ _ (above_zero _ _ B)). intros x H. rewrite exp_ln by exact H. reflexivity. Qed.
Lemma exp_of_product f g a b : near (fun x => f x = exp (a x)) -> near (fun x => g x = exp (b x)) ->
  near (fun x => f x * g x = exp (a x + b x)).
Proof. intros F G. apply (near_mono _ _ (near_and _ _ F G)). intros x [ -> -> ]. rewrite exp_plus. reflexivity. Qed.
Lemma exp_of_quotient f g a b : near (fun x => f x = exp (a x)) -> near (fun x => g x = exp (b x)) ->
  near (fun x => f x / g x = exp (a x + - b x)).
Proof. intros F G. apply (near_mono _ _ (near_and _ _ F G)). intros x [ -> -> ]. rewrite exp_plus, exp_Ropp. reflexivity. Qed.
Lemma exp_of_power f p a : near (fun x => f x = exp (a x)) -> near (fun x => Rpower (f x) (p x) = exp (p x * a x)).
Proof. intros F. apply (near_mono _ _ F). intros x ->. unfold Rpower. rewrite ln_exp. reflexivity. Qed.
Lemma exp_of_natural f n p a : near (fun x => f x = exp (a x)) -> p = INR n -> near (fun x => f x ^ n = exp (p * a x)).
Proof.
  intros F ->. apply (near_mono _ _ F). intros x ->. rewrite <- (Rpower_pow n _ (exp_pos _)). unfold Rpower. rewrite ln_exp. reflexivity.
Qed.
Lemma exp_of_inverse f a : near (fun x => f x = exp (a x)) -> near (fun x => / f x = exp (- a x)).
Proof. intros F. apply (near_mono _ _ F). intros x ->. rewrite exp_Ropp. reflexivity. Qed.
Lemma germ_tail f k e l r : germ f ((k, e) :: l) r -> germ (fun x => f x - k x * exp (e x)) l r.
Proof. apply within_equal. apply near_always. intro x. cbn [total]. ring. Qed.
Lemma capped_tail (f k e : R -> R) : near (fun x => k x <= 0) -> capped (fun x => f x - k x * exp (e x)) -> capped f.
Proof.
  intros N (K & H). exists K. apply (near_mono _ _ (near_and _ _ N H)). intros x [ U V ].
  apply (Rmult_le_compat_r (exp (e x))) in U; [ lra | left; apply exp_pos ].
Qed.
Lemma falls_tail (f k e : R -> R) : near (fun x => k x <= 0) -> falls (fun x => f x - k x * exp (e x)) -> falls f.
Proof.
  intros N F K. apply (near_mono _ _ (near_and _ _ N (F K))). intros x [ U V ].
  apply (Rmult_le_compat_r (exp (e x))) in U; [ lra | left; apply exp_pos ].
Qed.
Lemma capped_within f e o : within f (Some e) -> below e o -> (forall x, o x = 0) -> capped f.
Proof.
  intros (C & P & W) (K & B) Z. exists (C * exp K). apply (near_mono _ _ (near_and _ _ W B)). intros x [ U V ].
  pose proof (Rle_abs (f x)). rewrite Z in V. assert (exp (e x) <= exp K) by (apply exp_le; lra).
  assert (C * exp (e x) <= C * exp K) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma capped_nothing f : near (fun x => f x = 0) -> capped f.
Proof. intro H. exists 0. apply (near_mono _ _ H). intros; lra. Qed.
Lemma falls_between f e o : between (fun x => - f x) e -> far o e -> (forall x, o x = 0) -> falls f.
Proof.
  intros (c & C & P & Q & B) F Z K. assert (H : 0 < (Rabs K + 1) / c) by (pose proof (Rabs_pos K); apply Rdiv_lt_0_compat; lra).
  apply (near_mono _ _ (near_and _ _ B (F (ln ((Rabs K + 1) / c))))). intros x [ [ U _ ] V ].
  rewrite Z, Rplus_0_l in V. apply exp_le in V. rewrite exp_ln in V by exact H.
  apply (Rmult_le_compat_l c) in V; [ | lra ]. replace (c * ((Rabs K + 1) / c)) with (Rabs K + 1) in V by (field; lra).
  pose proof (Rle_abs (- K)) as N. rewrite Rabs_Ropp in N. lra.
Qed.
Lemma falls_capped f : falls f -> capped f.
Proof. intro F. exists 0. exact (F 0). Qed.
Lemma compared_exponents f g a b :
  near (fun x => f x = exp (a x)) -> near (fun x => g x = exp (b x)) -> capped (fun x => a x + - b x) -> at_most f g.
Proof.
  intros F G (K & H). exists (exp K). split; [ apply exp_pos | ].
  apply (near_mono _ _ (near_and _ _ (near_and _ _ F G) H)). intros x [ [ -> -> ] U ].
  rewrite !Rabs_pos_eq by (left; apply exp_pos). rewrite <- exp_plus. apply exp_le. lra.
Qed.
Lemma compared_exponents_strictly f g a b :
  near (fun x => f x = exp (a x)) -> near (fun x => g x = exp (b x)) -> falls (fun x => a x + - b x) -> below_any f g.
Proof.
  intros F G H c P. apply (near_mono _ _ (near_and _ _ (near_and _ _ F G) (H (ln c)))). intros x [ [ -> -> ] U ].
  rewrite !Rabs_pos_eq by (left; apply exp_pos). rewrite <- (exp_ln c P) at 1. rewrite <- exp_plus. apply exp_le. lra.
Qed.
